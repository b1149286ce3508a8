// Needed only for an error answered as XML, so it is loaded only then.
Object.defineProperty(exports, 'Parser', { enumerable: true, get: () => require('xml2js-real').Parser });
