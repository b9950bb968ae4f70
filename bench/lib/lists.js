import { ratioOfTimes } from './measure.js';

const DIRECTIONS = ['', 'desc'];

/** A list sorted so: first page and a page far inside, both ways. @returns the large one's time over the small one's, the slowest */
export async function sortRatio(load, { large, small, sort }) {
  const ratios = [];
  for (const direction of DIRECTIONS) {
    const sorted = (ask) => ({ ...ask, path: `${ask.path}?sort=${sort}&direction=${direction}` });
    const first = [sorted(large), sorted(small)];
    const deep = await Promise.all([pageAfter(first[0], 40), pageAfter(first[1], 1)]);
    for (const [one, other] of [first, deep]) ratios.push(await ratioOfTimes(load, { one, other, times: 80 }));
  }
  return Math.max(...ratios);
}

/** A list searched for this text. @returns the large one's time over the small one's */
export async function searchRatio(load, { large, small, text }) {
  const [one, other] = [large, small].map((ask) => ({ ...ask, path: `${ask.path}?search=${text}` }));
  await load({ asks: [one, other], clients: 5, seconds: 1 }); // warm
  return ratioOfTimes(load, { one, other, times: 120 });
}

/** The page that so many clicks on “Next page” lead to. */
async function pageAfter(ask, clicks) {
  for (let click = 0; click < clicks; click++) {
    const answer = await fetch(`http://127.0.0.1:${ask.port}${ask.path}`, { headers: { cookie: ask.cookie } });
    const [, path] = /<a href="([^"]+)"[^>]* rel="next"/.exec(await answer.text());
    ask = { ...ask, path: path.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&') };
  }
  return ask;
}
