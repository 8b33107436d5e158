import { ask } from './portal.js';

// What the browser plug-in of a UKey does: hands data to the key with the PIN
// that was typed, gives back the signature. The PIN goes to the key and nowhere else.
// `document` (base64) is what a signed PDF needs besides.
export function signWithKey(pin, data, document) {
  return ask('/ukey/sign', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ pin, data, document }),
  });
}
