"use client";

import { type FormEvent, useState } from "react";
import { lookup } from "../lib/lookup";

export default function Page() {
  const [lines, setLines] = useState<string[]>([]);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setLines(await lookup(String(form.get("card_number")), String(form.get("card_password"))));
  }

  return (
    <main>
      <h1>会员查询</h1>
      <form onSubmit={submit}>
        <p>
          <label>
            卡号 <input name="card_number" autoComplete="off" required />
          </label>
        </p>
        <p>
          <label>
            内部卡号 <input name="card_password" type="password" autoComplete="off" required />
          </label>
        </p>
        <button type="submit">查询</button>
      </form>
      <ul role="status">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </main>
  );
}
