
"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const table = $("claims"), body = table.tBodies[0], rows = Array.from(body.rows);
  const controls = $("controls"), shown = $("shown");
  const fields = ["speaker", "reliability", "credibility", "kind", "verdict"];
  // Case and accents do not matter, nor do the forms of marks.
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[’‘]/g, "'")
    .replace(/[“”]/g, '"').toLowerCase();
  const texts = new Map();
  const text = (row) => {
    if (!texts.has(row)) texts.set(row, fold(row.textContent));
    return texts.get(row);
  };

  // The filter stands in the address: a link to the report can carry it.
  const inputs = ["find", ...fields];
  const fromAddress = () => {
    if (!location.hash.startsWith("#?")) return;
    const asked = new URLSearchParams(location.hash.slice(2));
    for (const name of inputs) {
      $(name).value = asked.get(name) ?? "";
      if ($(name).selectedIndex === -1) $(name).value = "";
    }
  };
  const toAddress = () => {
    const asked = new URLSearchParams(inputs.map((name) => [name, $(name).value]).filter(([, value]) => value !== ""));
    const told = String(asked);
    if (told === "" && !location.hash.startsWith("#?")) return;
    // Browsers refuse when there are many changes in a short time; the next one will do.
    try { history.replaceState(null, "", "#" + (told && "?" + told)); } catch { }
  };

  const filter = () => {
    const words = fold($("find").value).split(/\s+/).filter(Boolean);
    const wanted = fields.map((name) => [name, $(name).value]).filter(([, value]) => value !== "");
    let count = 0;
    for (const row of rows) {
      const fits = wanted.every(([name, value]) => row.dataset[name] === value)
        && words.every((word) => text(row).includes(word));
      row.hidden = !fits;
      if (fits) count += 1;
    }
    shown.textContent = count + " of " + rows.length;
    $("nothing").hidden = count > 0;
    toAddress();
  };

  const key = (row, column, kind) => {
    const value = row.cells[column].dataset.key;
    return kind === "number" ? (value === "" ? NaN : Number(value)) : fold(value);
  };
  const sort = (head) => {
    const column = head.cellIndex, kind = head.dataset.sort;
    const down = head.getAttribute("aria-sort") === "ascending";
    const missing = (value) => value === "" || Number.isNaN(value);
    const keyed = rows.map((row, place) => [key(row, column, kind), place, row]);
    // What has no value comes last, whichever way it is sorted.
    keyed.sort(([a, i], [b, j]) => {
      if (missing(a) || missing(b)) return missing(a) - missing(b) || i - j;
      const order = a < b ? -1 : a > b ? 1 : 0;
      return (down ? -order : order) || i - j;
    });
    body.append(...keyed.map(([, , row]) => row));
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
  };
  for (const head of table.tHead.rows[0].cells) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    button.addEventListener("click", () => sort(head));
    head.append(button);
  }

  const choose = (part) => {
    const values = part.dataset.value.split(" ");
    const names = part.dataset.filter === "grade" ? ["reliability", "credibility"] : [part.dataset.filter];
    const already = names.every((name, at) => $(name).value === values[at]);
    names.forEach((name, at) => { $(name).value = already ? "" : values[at]; });
    filter();
  };
  for (const part of document.querySelectorAll("[data-filter]")) {
    part.addEventListener("click", () => choose(part));
  }

  controls.addEventListener("input", filter);
  controls.addEventListener("submit", (event) => event.preventDefault());
  controls.addEventListener("reset", () => setTimeout(filter));
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) {
      event.preventDefault();
      $("find").focus();
    }
  });
  // A place that is filtered out could not be shown.
  addEventListener("hashchange", () => {
    if (location.hash.startsWith("#?")) { fromAddress(); filter(); return; }
    const row = document.getElementById(location.hash.slice(1));
    if (row && row.hidden) { controls.reset(); setTimeout(() => row.scrollIntoView()); }
  });
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = Array.from(document.querySelectorAll("details:not([open])"));
    for (const one of closed) one.open = true;
  });
  addEventListener("afterprint", () => { for (const one of closed) one.open = false; });
  document.documentElement.classList.add("scripted");
  controls.hidden = false;
  fromAddress();
  filter();
})();
