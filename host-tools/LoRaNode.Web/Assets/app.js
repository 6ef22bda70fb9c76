// Three helps; every page works without them: parts that show themselves anew, the cost of a text as it is written, and a button that is
// pressed once.

const say = document.getElementById('say');

/** Lets a screen reader say what changed, once. */
function announce(text) {
  if (text && say.textContent !== text) say.textContent = text;
}

/** Shows a part of the page anew without taking the focus away from whoever is in it. */
function show(region, html) {
  const focused = region.contains(document.activeElement) ? document.activeElement : null;
  const place = focused && [...region.querySelectorAll('a, button, input, select, summary')].indexOf(focused);
  region.innerHTML = html;
  if (focused) region.querySelectorAll('a, button, input, select, summary')[place]?.focus();
  announce(region.querySelector('[data-say]')?.dataset.say);
}

// Only pages that are looked at hold a stream: a browser opens six connections to one server and no more.
for (const region of document.querySelectorAll('[data-live]')) {
  let source, isFinal = false;
  const open = () => {
    if (source || isFinal || document.hidden) return;
    source = new EventSource(region.dataset.live);
    source.addEventListener('content', e => show(region, e.data));
    source.addEventListener('final', e => { isFinal = true; close(); show(region, e.data); });
  };
  const close = () => { source?.close(); source = undefined; };
  addEventListener('pagehide', close);
  addEventListener('pageshow', open);
  document.addEventListener('visibilitychange', () => document.hidden ? close() : open());
  open();
}

for (const form of document.querySelectorAll('form[data-preview]')) {
  const output = form.querySelector('output');
  let timer, latest = 0;
  const update = async () => {
    const mine = ++latest;
    try {
      const answer = await fetch(form.dataset.preview, { method: 'POST', body: new URLSearchParams(new FormData(form)) });
      const html = await answer.text();
      if (answer.ok && mine === latest) output.innerHTML = html;
    } catch {
      output.replaceChildren();
    }
  };
  form.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(update, 250); });
  if (form.elements.text?.value) update();
}

for (const form of document.querySelectorAll('form[method=post]')) {
  form.addEventListener('submit', e => {
    if (form.dataset.sent) e.preventDefault();
    form.dataset.sent = 'yes';
    e.submitter?.setAttribute('aria-disabled', 'true');
  });
}

// Back from the next page: the form may be sent again.
addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[data-sent]')) {
    delete form.dataset.sent;
    form.querySelector('[aria-disabled]')?.removeAttribute('aria-disabled');
  }
});
