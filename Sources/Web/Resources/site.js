// Progressive enhancement only: every page is complete without this file.

for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue;
  const word = button.firstChild;
  const rest = word.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const code = button.parentElement.querySelector("code");
    try {
      await navigator.clipboard.writeText(code.textContent);
      word.textContent = button.dataset.copied;
      setTimeout(() => { word.textContent = rest; }, 2000);
    } catch {
      // Refused by the browser: select the text instead, so that one key press copies it.
      getSelection().selectAllChildren(code);
    }
  });
}

for (const opener of document.querySelectorAll("[data-dialog]")) {
  opener.addEventListener("click", (event) => {
    const dialog = document.getElementById(opener.dataset.dialog);
    if (!dialog) return;
    event.preventDefault();
    dialog.showModal();
  });
}

// A change that is being applied: ask for the same page and take its progress over, until it has none any more.
const second = 1000;
const renew = async (wait) => {
  const shown = document.querySelector("[data-progress]");
  if (!shown) return;
  await new Promise((resolve) => setTimeout(resolve, wait));
  try {
    const answer = await fetch(location.href, { headers: { accept: "text/html" } });
    if (answer.ok) {
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector("[data-progress]");
      if (!fresh) return location.reload();
      for (const part of ["[role=status]", ".line"]) {
        const [old, now] = [shown.querySelector(part), fresh.querySelector(part)];
        if (!old !== !now) return location.reload();
        if (old) old.replaceWith(now);
      }
      return renew(second);
    }
  } catch {
    // The line broke; the link on the page still works, and so may the next try.
  }
  renew(Math.min(wait * 2, 30 * second));
};
renew(second);
