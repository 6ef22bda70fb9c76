"use strict";
// Lets the head of a table sort it by the data-sort of its cells, numbers or words. Without scripts the table stays as it is.
function sortable(table) {
  const body = table.tBodies[0];
  for (const head of table.tHead.rows[0].cells) {
    const sorter = document.createElement("button");
    sorter.type = "button";
    sorter.append(...head.childNodes);
    head.append(sorter);
    sorter.addEventListener("click", () => {
      const isUp = head.getAttribute("aria-sort") !== "ascending";
      for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", isUp ? "ascending" : "descending");
      const key = row => row.cells[head.cellIndex].dataset.sort;
      const compare = (a, b) => key(a) - key(b) || key(a).localeCompare(key(b));
      body.append(...[...body.rows].sort((a, b) => isUp ? compare(a, b) : compare(b, a)));
    });
  }
}
