import { type Case, plain } from './case.ts';

/** What it says for some. */
export const matches: Case[] = [
  {
    name: 'Match User of this one',
    after: '',
    lines: ['Match User admin', 'PubkeyAuthentication no', 'Match all'],
    ...plain,
  },
  { name: 'Match User of another', lines: ['Match User dev', 'PubkeyAuthentication no', 'Match all'], ...plain },
  { name: 'Match Group', user: 'dev', lines: ['Match Group ops', 'ForceCommand /bin/true', 'Match all'], ...plain },
  {
    name: 'Match Address of loopback off',
    lines: ['Match Address 127.0.0.0/8', 'PubkeyAuthentication no', 'Match all'],
  },
  {
    name: 'Match Address of people off',
    lines: ['Match Address 10.77.0.0/16', 'PubkeyAuthentication no', 'Match all'],
  },
  {
    name: 'Match Address with another command',
    lines: ['Match Address *,!127.0.0.1', 'ForceCommand /bin/true', 'Match all'],
  },
  { name: 'Match LocalAddress', lines: ['Match LocalAddress 10.77.0.1', 'PubkeyAuthentication no', 'Match all'] },
  { name: 'Match LocalPort', lines: ['Match LocalPort 22', 'PubkeyAuthentication no', 'Match all'] },
  { name: 'Match Host', lines: ['Match Host *.example.com', 'PubkeyAuthentication no', 'Match all'] },
  {
    name: 'Match Address of passwords alone',
    lines: ['Match Address 192.168.0.0/16', 'PasswordAuthentication no', 'Match all'],
  },
];
