/** The floor has to send the same bytes, but for what is random in a form. */
export async function refuseOther(portal, floor) {
  const [lines, others] = [await linesOf(portal), await linesOf(floor)];
  const at = lines.findIndex((line, index) => line !== others[index]);
  if (at < 0 && lines.length === others.length) return;
  throw new Error(
    `The floor sends another page; mend bench/floor. The portal:\n${lines[at]}\nThe floor:\n${others[at]}`,
  );
}

async function linesOf({ port, path, cookie }) {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, { headers: { cookie } });
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
  return (await answer.text()).replace(/value="[-\w]{36,43}"/g, '').split('\n');
}
