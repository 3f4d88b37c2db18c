import { mkdtempSync, rmSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Database from 'libsql'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openStore } from './store.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'migration-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** The tables of version 1 that point to citizens, with a row in each. */
const versionOne = `
  create table relying_parties (custom_number text primary key, name text not null) strict;
  create table policies (
    custom_number text not null references relying_parties (custom_number),
    policy text not null, least_mode text not null, primary key (custom_number, policy)) strict;
  create table citizens (
    id text primary key, name text not null,
    identity_number text not null unique, network_number text not null unique) strict;
  create table terminals (
    number text primary key, custom_number text not null references relying_parties (custom_number),
    certificate blob not null, enrolled_at integer not null, revoked_at integer) strict;
  create table enrolment_codes (
    digest text primary key, issued_at integer not null, used_at integer, request_digest text,
    terminal text references terminals (number)) strict;
  create table wallet_codes (
    digest text primary key, citizen text not null references citizens (id), mode text not null,
    issued_at integer not null, expires_at integer not null, used_by text) strict;
  create table checks (
    biz_seq text primary key, terminal text not null references terminals (number),
    custom_number text not null, request_digest text not null,
    verdict text not null check (verdict in ('pass', 'fail')), cause text,
    citizen text references citizens (id), decided_at integer not null, reply blob not null,
    check ((verdict = 'pass') = (cause is null))) strict;
  create index checks_of_citizen on checks (citizen);
  insert into citizens values ('test-1', '测试一', 'x', 'NETWORKNUMBER0000001');
  insert into wallet_codes values ('d', 'test-1', 'R01', 1, 2, null);
  pragma user_version = 1;
`

describe('a database of version 1', () => {
  test('keeps its network numbers and what points to them, and has everything that came later', () => {
    const file = path.join(folder, 'platform.db')
    const old = new Database(file)
    old.exec(versionOne)
    old.close()
    const store = openStore(file, randomBytes)
    expect(store.citizens.find('test-1')?.networkNumber).toBe('NETWORKNUMBER0000001')
    expect(store.citizens.identity('test-1')?.name).toBe('测试一')
    // Nobody proved what a code of then says was done on the phone.
    expect(store.walletCodes.find('d')).toBeUndefined()
    // What points to a citizen still does: nobody can be named who is not there.
    expect(() => store.walletCodes.add('e', 'nobody', [], 1, 2)).toThrow(/FOREIGN KEY/)
    store.walletCodes.add('e', 'test-1', ['face'], 1, 2)
    store.close()
    const again = openStore(file, randomBytes)
    expect(again.citizens.find('test-1')?.networkNumber).toBe('NETWORKNUMBER0000001')
    expect(again.walletCodes.find('e')?.proven).toEqual(['face'])
    again.close()
  })
})
