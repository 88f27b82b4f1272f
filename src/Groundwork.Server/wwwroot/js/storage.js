// Values kept in this browser only. Storage may be switched off or full: then nothing is kept, and everything else works.

export function recall(name, otherwise) {
  try {
    const text = localStorage.getItem(`groundwork.${name}`);
    return text === null ? otherwise : typeof otherwise === "string" ? text : JSON.parse(text);
  } catch {
    return otherwise;
  }
}

export function remember(name, value) {
  try {
    localStorage.setItem(`groundwork.${name}`, typeof value === "string" ? value : JSON.stringify(value));
  } catch {
    // See above.
  }
}
