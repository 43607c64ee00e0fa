// What is on record in a hall, with what was said on this device and not yet sent laid over it.
export const WITHDRAWN = "withdrawn";
export const THERE = ["present", "late", "left-early"];

export const idOf = (line) => (line.walk_in ? `w${line.walk_in}` : `e${line.entry}`);
export const stateOf = (line, session) => line.marks[session] ?? "";

// Lines from the server, and those whom this device added and has not sent, with its unsent marks.
export function joined(fresh, unsent) {
  const lines = fresh.lines.map((line) => ({ ...line, marks: { ...line.marks } }));
  const known = new Map(lines.map((line) => [idOf(line), line]));
  for (const line of lines) if (line.walk_in) known.set(`e${line.entry}`, line);
  const ours = unsent.filter((one) => one.code === fresh.code).sort((one, other) => one.at - other.at);
  for (const { kind, item } of ours) {
    if (kind === "walk_ins" && !known.has(`w${item.key}`)) {
      const line = { entry: null, walk_in: item.key, name: item.name, words: "", badge: "", marks: {} };
      lines.push(line);
      known.set(idOf(line), line);
    }
    if (kind !== "marks") continue;
    const line = known.get(item.walk_in ? `w${item.walk_in}` : `e${item.entry}`);
    if (line) mark(line, item.session, item.state);
  }
  return { ...fresh, lines };
}

export function mark(line, session, state) {
  if (state === WITHDRAWN) delete line.marks[session];
  else line.marks[session] = state;
}

const folded = (text) =>
  text
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}/gu, "");

export function found(lines, text) {
  const words = folded(text).split(/\s+/).filter(Boolean);
  if (!words.length) return lines;
  return lines.filter((line) => {
    const within = `${folded(line.name)} ${line.words}`;
    return words.every((word) => within.includes(word));
  });
}
