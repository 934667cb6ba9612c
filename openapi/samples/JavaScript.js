const response = await fetch("__url__", {
  method: "__method__",
  headers: __headers__,
  body: JSON.stringify(__request__),
});
const body = await response.text(); // an error may come without a body
if (!response.ok) throw new Error(`Nexus returned ${response.status}: ${body}`);
console.log(JSON.parse(body));
