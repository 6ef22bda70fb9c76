"use strict";
// Plays the run on the map. Without this script the page shows the end of the run.
(() => {
  const run = JSON.parse(document.getElementById("run-data").textContent);
  const map = document.getElementById("map");
  const player = document.getElementById("player");
  const button = document.getElementById("play");
  const slider = document.getElementById("time");
  const state = document.getElementById("state");
  const cursor = document.querySelector("#curve [data-part=cursor]");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const playMs = 7000; // The whole run takes this long, whatever its own length.
  const pulseMs = 900; // A ring grows for this long on the wall clock.
  const svg = "http://www.w3.org/2000/svg";

  const parts = run.arrivals.map(() => []);
  for (const element of map.querySelectorAll("[data-part]")) parts[element.dataset.node].push(element);
  const places = parts.map(list => list.find(element => element.dataset.part === "node"));
  const pulses = map.appendChild(document.createElementNS(svg, "g"));

  const timeAt = share => run.lastMs * Math.pow(share, 1 / run.exponent);
  const shareAt = time => Math.pow(Math.max(0, time) / run.lastMs, run.exponent);
  let share = 1;
  let started = null;

  function drawPulses() {
    pulses.replaceChildren();
    if (started === null || calm.matches) return;
    for (const [from, node, , isAlert] of run.frames) {
      const age = (share - shareAt(from)) * playMs / pulseMs;
      if (age < 0 || age > 1) continue;
      const ring = document.createElementNS(svg, "circle");
      ring.setAttribute("cx", places[node].getAttribute("cx"));
      ring.setAttribute("cy", places[node].getAttribute("cy"));
      ring.setAttribute("r", 12 + age * (isAlert ? 110 : 34));
      ring.setAttribute("opacity", (1 - age) * (isAlert ? 0.8 : 0.5));
      ring.setAttribute("class", isAlert ? "pulse" : "pulse minor");
      pulses.appendChild(ring);
    }
  }

  function show() {
    const now = timeAt(share) + 0.5;
    let reached = 0;
    run.arrivals.forEach((arrival, node) => {
      const isReached = arrival >= 0 && arrival <= now;
      if (isReached) reached++;
      for (const part of parts[node]) part.classList.toggle("waiting", arrival >= 0 && !isReached);
    });
    const seconds = (timeAt(share) / 1000).toFixed(1).replace(".", run.decimal);
    const text = run.state.replace("{0}", seconds).replace("{1}", reached).replace("{2}", run.connected);
    state.textContent = text;
    slider.setAttribute("aria-valuetext", text);
    slider.value = Math.round(share * 1000);
    cursor.setAttribute("transform", `translate(${share * 1118} 0)`);
    drawPulses();
  }

  function stop() {
    started = null;
    button.textContent = run.play;
    show();
  }

  function frame(now) {
    if (started === null) return;
    share = Math.min(1, Math.max(0, (now - started) / playMs));
    show();
    if (share < 1) requestAnimationFrame(frame);
    else stop();
  }

  function play() {
    const from = share < 1 ? share : 0;
    started = performance.now() - from * playMs;
    button.textContent = run.pause;
    requestAnimationFrame(frame);
  }

  button.addEventListener("click", () => started === null ? play() : stop());
  slider.addEventListener("input", () => { share = slider.value / 1000; stop(); });
  player.hidden = false;

  // On a narrow screen the map scrolls; it begins at the sender.
  const frameOfMap = map.parentElement;
  const source = map.querySelector(`[data-part=node][data-node="${run.source}"]`);
  frameOfMap.scrollLeft = source.getAttribute("cx") * map.clientWidth / map.viewBox.baseVal.width - frameOfMap.clientWidth / 2;
  stop();
  if (!calm.matches) play();

  // The table: sorting, and pointing a node out on the map.
  const table = document.getElementById("nodes");
  const body = table.tBodies[0];
  sortable(table);
  for (const row of body.rows) {
    const mark = places[row.dataset.node];
    row.addEventListener("mouseenter", () => mark.classList.add("pointed"));
    row.addEventListener("mouseleave", () => mark.classList.remove("pointed"));
  }
})();
