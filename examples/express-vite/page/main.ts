import { lookup } from "./lookup.js";

const form = document.querySelector<HTMLFormElement>("#lookup");
const answer = document.querySelector("#answer");

form?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const text = (name: string) => String(new FormData(form).get(name) ?? "");
  const lines = await lookup(text("mobile").trim(), text("password"), Math.round(Number(text("order")) * 100));
  answer?.replaceChildren(...lines.map((line) => Object.assign(document.createElement("li"), { textContent: line })));
});
