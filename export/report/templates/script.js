// Draws the charts where the page has a place for them, and points out the mentions of a record.
for (const place of document.querySelectorAll("[data-chart]")) {
  const chart = JSON.parse(document.getElementById(place.dataset.chart).textContent);
  vegaEmbed(place, chart, { renderer: "svg", actions: false, tooltip: { theme: "risalah" } });
}

for (const record of document.querySelectorAll("[data-event]")) {
  const example = record.closest(".example");
  const mentions = example.querySelectorAll(`mark[data-events~="${record.dataset.event}"]`);
  const point = (on) => () => {
    example.classList.toggle("pointing", on);
    mentions.forEach((mention) => mention.classList.toggle("pointed", on));
  };
  record.addEventListener("pointerenter", point(true));
  record.addEventListener("pointerleave", point(false));
}
