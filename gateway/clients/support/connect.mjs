import assert from 'node:assert/strict';

/** Fills in the page behind a Connect link and sends it, as a browser without script does. */
export async function connectByForm(url, fields) {
  const page = await fetch(url);
  const text = await page.text();
  assert.equal(page.status, 200, text);
  const form = new URLSearchParams([...text.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [name, value]));
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  const answer = await fetch(url, {
    method: 'POST', body: form, redirect: 'manual',
    headers: { cookie: page.headers.get('set-cookie').split(';')[0], origin: new URL(url).origin },
  });
  const said = await answer.text();
  assert.ok(answer.status === 303 || answer.status === 200 && said.includes('class="good"'), `${answer.status} ${said}`);
}

/** The same in a browser. */
export async function connectInBrowser(browser, url, fields) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(url);
  for (const [name, value] of Object.entries(fields)) await page.fill(`input[name=${name}]`, value);
  await page.getByRole('button', { name: 'Connect' }).click();
  await page.waitForSelector('h1.good');
  await context.close();
}
