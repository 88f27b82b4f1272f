// Server-sent events over fetch, for GET and POST alike (HTML Living Standard, section 9.2).

/** Yields { name, id, data } for each event of a response. */
export async function* eventsOf(response) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  try {
    while (true) {
      const { done, value } = await reader.read();
      if (done) return;
      rest += value;
      let end;
      while ((end = rest.indexOf("\n\n")) >= 0) {
        const event = read(rest.slice(0, end));
        rest = rest.slice(end + 2);
        if (event) yield event;
      }
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}

function read(block) {
  const event = { name: "message", id: null, data: null };
  const data = [];
  for (const line of block.split("\n")) {
    const colon = line.indexOf(": ");
    const [field, value] = colon < 0 ? [line, ""] : [line.slice(0, colon), line.slice(colon + 2)];
    if (field === "event") event.name = value;
    else if (field === "id") event.id = value;
    else if (field === "data") data.push(value);
  }
  if (data.length === 0) return null;
  event.data = JSON.parse(data.join("\n"));
  return event;
}

/** The message of a reply that is no success. */
export async function problemOf(response) {
  try {
    const { error } = await response.json();
    return error;
  } catch {
    return { code: String(response.status), message: `The server answered ${response.status} ${response.statusText}.` };
  }
}
