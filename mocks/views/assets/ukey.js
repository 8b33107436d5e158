// What the browser plug-in of a UKey does: hands data to the key with the PIN
// that was typed, gives back the signature. The PIN goes to the key and nowhere else.
// `document` (base64) is what a signed PDF needs besides.
export async function signWithKey(pin, data, document) {
  const response = await fetch('/ukey/sign', {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify({ pin, data, document }),
  });
  const answer = await response.json();
  return response.ok ? { ok: true, ...answer } : { ok: false, message: answer.message, fields: answer.fields ?? {} };
}
