// Modules that a signed RPC call never reaches: proxies, WebSockets, dates and deep merges of the vendor's core.
// Touching one is a mistake of ours, so it says so instead of failing far away.
module.exports = new Proxy(function unused() {}, {
  get(_target, name) {
    if (name === '__esModule' || name === 'default' || typeof name === 'symbol') return undefined;
    throw new Error(`this module is left out of the bundle (asked for ${name}); see docs/decisions/0002`);
  },
  construct() {
    throw new Error('this module is left out of the bundle; see docs/decisions/0002');
  },
});
