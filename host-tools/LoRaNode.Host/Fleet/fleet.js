// Sorting of the tables, and pointing a node out on the map. Without this script the page is complete but still.
(() => {
  for (const table of document.querySelectorAll("table.sortable")) sortable(table);
  const map = document.getElementById("map");
  for (const row of document.querySelectorAll("#nodes tbody tr")) {
    const mark = map.querySelector(`[data-part=node][data-node="${row.dataset.node}"]`);
    if (!mark) continue;
    row.addEventListener("mouseenter", () => mark.classList.add("pointed"));
    row.addEventListener("mouseleave", () => mark.classList.remove("pointed"));
  }
})();
