/**
 * Runs in the reference before its own script. A browser that translates the page moves text to elements of its own; the page's script
 * then removes a node, or inserts one before it, where it is no more. Without this, that error would take the whole page away.
 */
const { removeChild, insertBefore } = Node.prototype;

Node.prototype.removeChild = function <Child extends Node>(child: Child): Child {
  return child.parentNode === this ? (removeChild.call(this, child) as Child) : child;
};

Node.prototype.insertBefore = function <Inserted extends Node>(inserted: Inserted, before: Node | null): Inserted {
  let place = before;
  while (place && place.parentNode !== this) place = place.parentNode;
  return insertBefore.call(this, inserted, place) as Inserted;
};
