// What somebody presses is not replaced under the pointer: the click would be lost. The next news brings it all.
document.addEventListener("htmx:sseBeforeMessage", (news) => {
  if (news.target.querySelector(":active")) {
    news.preventDefault();
  }
});
