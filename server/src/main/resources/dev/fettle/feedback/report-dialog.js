// Asks a visitor what happened, on somebody else's page. Served by ReportDialogDoor, which fills in the labels.
//
// The page's rules are respected: no inline style or script, no HTML from texts (Trusted Types), nothing that leaks into
// the page or out of it. A closed shadow root keeps both styles apart; its sheet is made by code, which style-src allows.
(() => {
  'use strict';
  const labels = /* LABELS */ {};

  const script = document.currentScript;
  const address = script instanceof HTMLScriptElement ? script.src : '';
  const previous = document.getElementById('fettle-report-dialog');
  if (previous) {
    previous.remove();
  }

  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    :host { color-scheme: light dark; }
    dialog {
      --surface: light-dark(#ffffff, #191f22); --text: light-dark(#161d20, #e8ecee); --muted: light-dark(#49555b, #a7b2b6);
      --line: light-dark(#808b90, #6a777d); --accent: light-dark(#00677f, #54bbd2); --on-accent: light-dark(#ffffff, #011219);
      --danger: light-dark(#b32322, #f8867f);
      box-sizing: border-box; width: min(28rem, calc(100vw - 2rem)); max-height: calc(100vh - 2rem); padding: 1.5rem;
      overflow: auto; border: 0; border-radius: 10px; background: var(--surface); color: var(--text);
      box-shadow: 0 16px 48px #00000040; font: 15px/1.45 system-ui, sans-serif;
    }
    dialog::backdrop { background: #161d2099; }
    h2 { margin: 0 0 .25rem; font-size: 1.25rem; line-height: 1.3; }
    p { margin: 0 0 1rem; color: var(--muted); }
    label { display: block; margin-bottom: .75rem; font-weight: 600; }
    input, textarea {
      box-sizing: border-box; display: block; width: 100%; margin-top: .25rem; padding: .5rem .625rem; border: 1px solid var(--line);
      border-radius: 6px; background: transparent; color: inherit; font: inherit; font-weight: 400;
    }
    textarea { min-height: 6.5rem; resize: vertical; }
    input:focus-visible, textarea:focus-visible, button:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
    .problem { color: var(--danger); font-weight: 400; }
    .problem:empty { display: none; }
    footer { display: flex; flex-wrap: wrap; justify-content: flex-end; gap: .5rem; margin-top: 1rem; }
    button {
      min-height: 2.5rem; padding: 0 1rem; border: 1px solid var(--line); border-radius: 6px; background: transparent;
      color: inherit; font: inherit; font-weight: 600; cursor: pointer;
    }
    button[type="submit"] { border-color: var(--accent); background: var(--accent); color: var(--on-accent); }
    button:disabled { opacity: .6; cursor: default; }
  `);

  function element(name, text, properties) {
    const made = Object.assign(document.createElement(name), properties);
    if (text) {
      made.textContent = text;
    }
    return made;
  }

  function field(name, text, value, properties) {
    const control = element(name === 'comments' ? 'textarea' : 'input', '', { name, value: value ?? '', ...properties });
    const problem = element('span', '', { className: 'problem', id: `${name}-problem` });
    control.setAttribute('aria-describedby', problem.id);
    const label = element('label', text);
    label.append(control, problem);
    return { control, problem, label };
  }

  const fields = {
    name: field('name', labels.labelName, labels.name, { autocomplete: 'name', maxLength: 128 }),
    email: field('email', labels.labelEmail, labels.email, { type: 'email', autocomplete: 'email', maxLength: 75 }),
    comments: field('comments', labels.labelComments, '', { required: true }),
  };
  const title = element('h2', labels.title, { id: 'title' });
  const message = element('p', '', { className: 'problem' });
  message.setAttribute('role', 'alert');
  const close = element('button', labels.labelClose, { type: 'button' });
  const submit = element('button', labels.labelSubmit, { type: 'submit' });
  const buttons = element('footer');
  buttons.append(close, submit);
  const form = element('form', '', { noValidate: true });
  form.append(...Object.values(fields).map((entry) => entry.label), message, buttons);
  const dialog = element('dialog', '', { lang: labels.lang });
  dialog.setAttribute('aria-labelledby', title.id);
  dialog.append(title, element('p', `${labels.subtitle} ${labels.subtitle2}`), form);

  const host = element('div', '', { id: 'fettle-report-dialog' });
  const root = host.attachShadow({ mode: 'closed' });
  root.adoptedStyleSheets = [sheet];
  root.append(dialog);

  async function send() {
    const values = new URLSearchParams();
    for (const [name, entry] of Object.entries(fields)) {
      values.set(name, entry.control.value);
      entry.problem.textContent = '';
    }
    const answer = await fetch(address, { method: 'POST', body: values, credentials: 'omit' });
    if (answer.ok) {
      return true;
    }
    const errors = answer.status === 400 ? (await answer.json()).errors : null;
    for (const [name, texts] of Object.entries(errors ?? {})) {
      if (Object.hasOwn(fields, name)) {
        fields[name].problem.textContent = texts.join(' ');
      }
    }
    message.textContent = errors ? labels.errorFormEntry : labels.errorGeneric;
    return false;
  }

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    submit.disabled = true;
    message.textContent = '';
    try {
      if (await send()) {
        const thanks = element('p', labels.successMessage);
        thanks.setAttribute('role', 'status');
        submit.remove();
        form.replaceChildren(thanks, buttons);
        close.focus();
      }
    } catch {
      message.textContent = labels.errorGeneric;
    } finally {
      submit.disabled = false;
    }
  });
  close.addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => {
    host.remove();
    // what the SDK's onClose waits for
    window.postMessage('__sentry_reportdialog_closed__', '*');
  });

  function open() {
    document.body.append(host);
    dialog.showModal();
  }
  if (document.body) {
    open();
  } else {
    document.addEventListener('DOMContentLoaded', open);
  }
})();
