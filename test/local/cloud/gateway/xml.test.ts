import { XML } from '@darabonba/typescript';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toXml } from '../../../../local/cloud/gateway/xml.ts';

/** As the vendor's own clients read it: every value a text, an element alone no list. */
const read = (xml: string): unknown => XML.parseXml(xml, null);

describe('answer in XML', () => {
  it('an answer in XML has one element for each field, nested as they are', () => {
    const fields = { RequestId: 'r', TotalCount: 2, Results: { Result: [{ Code: '200', Success: true }] } };
    expect(toXml('AttachKeyPairResponse', fields)).toBe(
      "<?xml version='1.0' encoding='UTF-8'?><AttachKeyPairResponse><RequestId>r</RequestId><TotalCount>2</TotalCount>" +
        '<Results><Result><Code>200</Code><Success>true</Success></Result></Results></AttachKeyPairResponse>',
    );
  });

  it('repeats the element of a list', () => {
    expect(read(toXml('R', { Results: [{ A: 1 }, { A: 2 }], Ids: { Id: ['x', 'y'] } }))).toEqual({
      R: { Results: [{ A: '1' }, { A: '2' }], Ids: { Id: ['x', 'y'] } },
    });
  });

  it('leaves null and empty lists out, and keeps empty texts', () => {
    expect(toXml('R', { A: null, B: undefined, C: [], D: '', E: { F: [] } })).toContain('<R><D></D><E></E></R>');
  });

  it('escapes what XML would take for its own', () => {
    const text = `a<b>&c;"d"'e'\r\n\tf`;
    expect(read(toXml('R', { Text: text }))).toEqual({ R: { Text: text } });
  });

  it('an answer in XML is well-formed whatever names and texts are in it', () => {
    const unit = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)); // lone surrogates too
    const fields = fc.dictionary(
      fc.string({ unit }).map((name) => `N${name}`), // this reader fails at an element named _
      fc.string({ unit }),
      { maxKeys: 4 },
    );
    fc.assert(
      fc.property(fields, (all) => {
        expect(() => read(toXml('R', all))).not.toThrow();
      }),
    );
  });

  it('makes names out of what is none', () => {
    expect(toXml('R', { '1st of <all>': 1 })).toContain('<R><_1st_of__all_>1</_1st_of__all_></R>');
  });

  it('carries any text that XML can hold', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1 }).filter((one) => one.trim() !== '');
    fc.assert(
      fc.property(text, (one) => {
        expect(read(toXml('R', { Text: `|${one}|` }))).toEqual({ R: { Text: `|${one}|` } });
      }),
    );
  });
});
