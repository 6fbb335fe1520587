// Searches on the index of a site. Without it the form leads to the page with all claims.
(async () => {
  const form = document.getElementById("page_find");
  const field = document.getElementById("filter_q");
  const status = document.getElementById("page_status");
  const index = JSON.parse(await unpacked("page_index"));
  const search = searchIn(index);
  const list = hitList(document.getElementById("page_hits"));

  const apply = () => {
    const asks = field.value.trim() !== "";
    const { meant, found, isWhole } = asks ? search(field.value) : { meant: new Map(), found: null };
    list(found, meant, isWhole);
    document.documentElement.classList.toggle("asking", asks);
    status.textContent = asks ? countOf(found.length, index.claims.length) : counted(index.claims.length, "claim");
  };

  // The address keeps the question, so that it can be linked and is there again when a reader comes back.
  const remember = () => {
    const asked = field.value.trim();
    try {
      history.replaceState(null, "", `${location.pathname}${asked ? `?${new URLSearchParams({ q: asked })}` : ""}`);
    } catch {
      // A page without an address of its own is still searched.
    }
  };

  form.addEventListener("input", apply);
  form.addEventListener("change", remember);
  form.addEventListener("submit", (event) => {
    remember();
    submitted(event, field);
  });
  field.value = new URLSearchParams(location.search).get("q") ?? field.value;
  apply();
  document.documentElement.classList.add("ready");
})();
