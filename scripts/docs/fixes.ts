/** What has to be changed in the generator's output, each with its reason. A fix that finds nothing to change stops the build. */

interface Fix {
  reason: string;
  find: string | RegExp;
  replace: string;
}

const logo =
  "<svg xmlns='http://www.w3.org/2000/svg' width='46' height='14'><text y='11' font-size='11' font-family='sans-serif'>Redocly</text></svg>";

const fixes: Fix[] = [
  {
    reason: "The logo is the one thing that the page would still fetch: its name stands in for it.",
    find: /https:\/\/cdn\.redoc\.ly\/redoc\/logo-mini(?:-full)?\.svg/g,
    replace: `data:image/svg+xml,${encodeURIComponent(logo)}`,
  },
  {
    reason: "The sidebar's links are rendered for a server with a page for each, which a single file does not have.",
    find: / href="\/(?=[^"]*" data-discover)/g,
    replace: ' href="#/',
  },
  {
    reason: "A code sample has a single source; ours have one for each scenario, of which the picked one is shown.",
    find: "ne=k?i[k]?.key??k:void 0,re=(0,B.useMemo)(()=>E,[E]),ie=(0,B.useMemo)(()=>{if(ee===`payload`)return``;let e=O?.find(e=>Dj(e)===ee);return e?e.source:",
    replace:
      "ne=k?i[k]?.key??k:void 0,re=(0,B.useMemo)(()=>E,[E]),ie=(0,B.useMemo)(()=>{if(ee===`payload`)return``;let e=O?.find(e=>Dj(e)===ee);return e?e.source[ne]??Object.values(e.source)[0]:",
  },
  {
    reason: "When another request is picked, the status of the response stays where it was.",
    find: "_({activeExampleKey:n??``})},[y,c,i,_])",
    replace: "_({activeExampleKey:n??``,activeResponseCode:``})},[y,c,i,_])",
  },
  {
    reason: "The response shown is that of the first status, not that of the picked example.",
    find: "c=H(kb({itemId:i,key:`activeExampleKey`})),l=H(zx),u=(0,B.useMemo)(()=>Sme(t,void 0,l),[t,void 0,l])",
    replace: "c=H(kb({itemId:i,key:`activeExampleKey`})),l=H(zx),u=(0,B.useMemo)(()=>Sme(t,c||void 0,l),[t,c,l])",
  },
];

/** The generator's page with all fixes. */
export function applyFixes(html: string): string {
  return fixes.reduce((text, { reason, find, replace }) => {
    if (text.split(find).length < 2)
      throw new Error(`A fix of the docs page (scripts/docs/fixes.ts) finds nothing to change. Its reason: ${reason}`);
    return text.replaceAll(find, () => replace);
  }, html);
}
