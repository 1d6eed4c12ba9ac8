// jsdom has no layout: the few browser functions that components call without it are given here.
Element.prototype.scrollIntoView ??= function scrollIntoView() {
  /* nothing to scroll */
};
HTMLElement.prototype.showPopover ??= function showPopover() {
  /* always shown */
};
HTMLElement.prototype.hidePopover ??= function hidePopover() {
  /* removed from the page instead */
};

// Each test starts with an empty page: fixtures and overlays of the one before are gone.
beforeEach(() => document.body.replaceChildren());
