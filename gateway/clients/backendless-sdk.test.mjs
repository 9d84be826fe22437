import assert from 'node:assert/strict';
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import Backendless from 'backendless';
import console_ from 'backendless-console-sdk';
import { BackendlessSimulator, orchard } from './support/backendless-simulator.mjs';

/**
 * Backendless' own clients, unmodified, against the simulator: what they send must be understood and what comes back must make
 * sense to them. So the simulator is not only right in our own eyes.
 */
const sim = await BackendlessSimulator.start('backendless-sdk');
after(() => sim.stop());
beforeEach(() => sim.reset());
afterEach(async () => {
  const lost = (await sim.requests()).filter(({ status }) => status === 404);
  assert.deepEqual(lost, [], 'every request that a client sends has a route');
});

const forms = {
  native: (key = orchard.key) => ({ appId: orchard.id, apiKey: key, serverURL: sim.origin, standalone: true }),
  domain: () => ({ domain: sim.origin, standalone: true }),
};

/** The call must fail with that code of the service. */
const refused = (code, call) => assert.rejects(call, (error) => (assert.equal(error.code, code, error.message), true));

for (const [form, options] of Object.entries(forms)) {
  describe(`the SDK in ${form} form`, () => {
    let app;
    beforeEach(() => {
      app = Backendless.initApp(options());
    });

    const login = async ({ login: name, password }) => app.UserService.login(name, password);

    describe('data', () => {
      test('an object is created, changed, read and deleted', async () => {
        const trees = app.Data.of('Orchard');
        const saved = await trees.save({ name: "O'Hara's Field", trees: 12, organic: false });
        assert.equal(saved.objectId, 'O-4');
        assert.equal(saved.___class, 'Orchard');
        assert.equal(saved.created, orchard.now);
        assert.equal(saved.updated, null);

        await sim.advance(1000);
        const changed = await trees.save({ objectId: 'O-4', trees: 13 });
        assert.equal(changed.name, "O'Hara's Field");
        assert.equal(changed.updated, orchard.now + 1000);
        assert.deepEqual(await trees.findById('O-4'), changed);

        assert.deepEqual(await trees.remove('O-4'), { deletionTime: orchard.now + 1000 });
        await refused(1000, trees.findById('O-4'));
        await refused(1000, trees.remove('O-4'));
        await refused(1000, trees.save({ objectId: 'O-4', trees: 1 }));
      });

      test('an unknown property becomes a column, unless the schema is fixed', async () => {
        const saved = await app.Data.of('Orchard').save({ objectId: 'O-1', slope: 'north', soil: { ph: 6.5 } });
        assert.equal(saved.slope, 'north');
        assert.deepEqual(saved.soil, { ph: 6.5 });
        const types = Object.fromEntries((await app.Data.describe('Orchard')).map(({ name, type }) => [name, type]));
        assert.equal(types.slope, 'STRING');
        assert.equal(types.soil, 'JSON');
        assert.equal(types.trees, 'INT');

        await sim.set({ dynamic_schema: false });
        const again = await app.Data.of('Orchard').save({ objectId: 'O-1', shade: 'none' });
        assert.ok(!('shade' in again));
        await refused(1009, app.Data.of('Fence').save({ length: 3 }));
      });

      test('a value must fit its column', async () => {
        await assert.rejects(app.Data.of('Orchard').save({ name: 'X', trees: 'many' }), /'trees'/);
      });

      test('a table can be born with its first object', async () => {
        await refused(1009, app.Data.of('Ladder').find());
        const saved = await app.Data.of('Ladder').save({ rungs: 9 });
        assert.deepEqual(await app.Data.of('Ladder').find(), [saved]);
      });

      test('a find takes a clause, columns, an order and a page', async () => {
        const query = () => app.Data.QueryBuilder.create();
        const trees = app.Data.of('Orchard');
        const names = async (builder) => (await trees.find(builder)).map(({ name }) => name);

        assert.deepEqual(await names(query().setWhereClause("name = 'Lindqvist''s Hill'")), ["Lindqvist's Hill"]);
        assert.deepEqual(await names(query().setWhereClause("name LIKE 'R%' or price < 8").setSortBy('name')), [
          'Bergen Slope', 'Rosendal',
        ]);
        assert.deepEqual(await names(query().setWhereClause('planted at or before 1704067200000')), ["Lindqvist's Hill"]);
        assert.deepEqual(await names(query().setSortBy(['trees desc', 'name']).setPageSize(2).setOffset(1)), [
          'Rosendal', 'Bergen Slope',
        ]);
        assert.deepEqual(await names(query().setOffset(50)), []);
        const long = Array.from({ length: 150 }, (_, i) => `name = 'Tree number ${i}'`).join(' or ');
        assert.ok(long.length > 3000);
        assert.deepEqual(await names(query().setWhereClause(`${long} or trees = 80`)), ['Bergen Slope']);

        const [row] = await trees.find(query().setProperties(['name', 'price as Cost']).setSortBy('price'));
        assert.deepEqual({ ...row }, { ___class: 'Orchard', objectId: 'O-2', name: 'Bergen Slope', Cost: 7.25 });
        const [rest] = await trees.find(query().excludeProperties('ownerId', 'note'));
        assert.ok(!('note' in rest) && 'name' in rest);

        await assert.rejects(trees.find(query().setWhereClause('name = ')), { name: 'Error' });
        await assert.rejects(trees.find(query().setWhereClause('height > 1')), /Column 'height' does not exist in table 'Orchard'/);
        await assert.rejects(trees.find(query().setPageSize(101)), /pageSize/);
      });

      test('distinct values and groups', async () => {
        const trees = app.Data.of('Orchard');
        const distinct = app.Data.QueryBuilder.create().setDistinct(true).setProperties('trees').setSortBy('trees');
        assert.deepEqual((await trees.find(distinct)).map((row) => row.trees), [80, 120]);
        const groups = app.Data.QueryBuilder.create()
          .setProperties(['Count(objectId) as n', 'trees']).setGroupBy('trees').setHavingClause('Count(objectId) > 1');
        assert.deepEqual((await trees.find(groups)).map(({ n, trees: size }) => [n, size]), [[2, 120]]);
      });

      test('objects are counted, first and last ones found', async () => {
        const trees = app.Data.of('Orchard');
        assert.equal(await trees.getObjectCount(), 3);
        assert.equal(await trees.getObjectCount('organic = true'), 2);
        assert.equal(await trees.getObjectCount(app.Data.QueryBuilder.create().setWhereClause('trees > 1000')), 0);
        await sim.advance(1000);
        await trees.save({ name: 'Young' });
        assert.equal((await trees.findFirst()).objectId, 'O-1');
        assert.equal((await trees.findLast()).name, 'Young');
      });

      test('related objects are loaded, added, set and taken away', async () => {
        const trees = app.Data.of('Orchard');
        const rows = async () => (await trees.findById('O-1', app.Data.QueryBuilder.create().setRelated('rows')))
          .rows.map(({ label }) => label);
        assert.deepEqual(await rows(), ['A', 'B', 'C']);
        const [d] = await app.Data.of('Row').bulkCreate([{ label: 'D' }]);
        assert.equal(await trees.addRelation('O-1', 'rows', [d]), 1);
        assert.deepEqual(await rows(), ['A', 'B', 'C', 'D']);
        assert.equal(await trees.deleteRelation('O-1', 'rows', "label in ('A','B')"), 2);
        assert.deepEqual(await rows(), ['C', 'D']);
        assert.equal(await trees.setRelation('O-1', 'rows', ['R-2']), 1);
        const page = app.Data.LoadRelationsQueryBuilder.create().setRelationName('rows').setPageSize(5);
        assert.deepEqual((await trees.loadRelations('O-1', page)).map(({ label }) => label), ['B']);
        await assert.rejects(trees.addRelation('O-1', 'fences', ['R-1']), /fences/);

        await trees.addRelation('O-2', 'best:Row:1', ['R-3']);
        const related = await trees.findById('O-2', app.Data.QueryBuilder.create().setRelated('best'));
        assert.equal(related.best.label, 'C');
      });

      test('many objects at once', async () => {
        const trees = app.Data.of('Orchard');
        assert.deepEqual(await trees.bulkCreate([{ name: 'P', trees: 1 }, { name: 'Q', trees: 2 }]), ['O-4', 'O-5']);
        assert.equal(await trees.bulkUpdate('trees < 3', { note: 'small' }), 2);
        assert.deepEqual(await trees.bulkUpsert([{ objectId: 'O-4', trees: 5 }, { objectId: 'O-9', name: 'R' }]), ['O-4', 'O-9']);
        assert.equal((await trees.findById('O-4')).trees, 5);
        assert.equal((await trees.save({ objectId: 'O-10', name: 'S' }, true)).objectId, 'O-10');
        assert.equal(await trees.bulkDelete("note = 'small'"), 2);
        assert.equal(await trees.bulkDelete(['O-9', { objectId: 'O-10' }]), 2);
        assert.equal(await trees.getObjectCount(), 3);
      });

      test('an owner, and permissions on one object', async () => {
        const user = await login(orchard.ida);
        const mine = await app.Data.of('Orchard').save({ name: 'Mine' });
        assert.equal(mine.ownerId, user.objectId);
        await app.Data.Permissions.FIND.denyForAllUsers(mine);
        await refused(1013, app.Data.of('Orchard').findById(mine.objectId));
        assert.equal((await app.Data.of('Orchard').find()).length, 3);
        await app.Data.Permissions.FIND.grantForUser('U-1', mine);
        assert.equal((await app.Data.of('Orchard').findById(mine.objectId)).name, 'Mine');
        await app.Data.Permissions.UPDATE.denyForRole('AuthenticatedUser', mine);
        await refused(1012, app.Data.of('Orchard').save({ objectId: mine.objectId, name: 'Yours' }));
        await app.Data.Permissions.REMOVE.denyForUser('U-1', mine);
        await refused(1014, app.Data.of('Orchard').remove(mine));
        await app.UserService.logout();
        await refused(1013, app.Data.of('Orchard').findById(mine.objectId));
        await app.Data.of('Orchard').remove(mine);
      });

      test('a whole table that may not be read is an error or looks empty', async () => {
        const path = `/${orchard.id}/${orchard.key}/data/Orchard/permissions/DENY`;
        const deny = { permission: 'FIND', role: 'NotAuthenticatedUser' };
        assert.equal((await sim.raw('PUT', path, deny)).status, 200);
        await refused(1013, app.Data.of('Orchard').find());
        await sim.set({ denied_find: 'empty', table_permissions: 'cloud_code_only' });
        assert.deepEqual(await app.Data.of('Orchard').find(), []);
        assert.equal((await sim.raw('PUT', path, deny)).body.code, 2011);
        await login(orchard.ida);
        assert.equal((await app.Data.of('Orchard').find()).length, 3);
      });
    });

    describe('users', () => {
      const nora = { email: 'nora@orchard.test', password: 'Fig-55!', name: 'Nora' };

      test('registration, and what it refuses', async () => {
        const user = await app.UserService.register(nora);
        assert.equal(user.objectId, 'U-3');
        assert.equal(user.userStatus, 'ENABLED');
        assert.ok(!('password' in user) && !('user-token' in user));
        await refused(3033, app.UserService.register(nora));
        await refused(3011, app.UserService.register({ email: 'a@b.test' }));
        await refused(3013, app.UserService.register({ password: 'x' }));
        await refused(3040, app.UserService.register({ email: 'nowhere', password: 'x' }));
        await sim.set({ registration: 'off' });
        await refused(3009, app.UserService.register({ ...nora, email: 'late@orchard.test' }));
        const saved = await app.Data.of('Users').save({ email: 'side@orchard.test', password: 'Door-1' });
        assert.ok(!('password' in saved));
        assert.equal((await app.UserService.login('side@orchard.test', 'Door-1')).objectId, saved.objectId);
      });

      test('login, validity of the token, logout', async () => {
        assert.equal(await app.UserService.isValidLogin(), false);
        await refused(3003, app.UserService.login(orchard.ida.login, 'wrong'));
        const user = await login(orchard.ida);
        assert.equal(user['user-token'], 'TOKEN-0001');
        assert.equal(user.lastLogin, orchard.now);
        assert.equal(await app.UserService.isValidLogin(), true);
        assert.equal((await app.UserService.getCurrentUser(true)).name, 'Ida');
        await app.UserService.logout();
        assert.equal(app.getCurrentUserToken(), null);
        app.setCurrentUserToken('TOKEN-0001');
        assert.equal(await app.UserService.isValidLogin(), false);
      });

      test('a session ends after an idle hour, and at a second login', async () => {
        await login(orchard.ida);
        await sim.advance(3_500_000);
        assert.equal(await app.Counters.get('visits'), 41);
        await sim.advance(3_500_000);
        assert.equal(await app.UserService.isValidLogin(), true);
        await sim.advance(101_000);
        assert.equal(await app.UserService.isValidLogin(), false);
        await refused(3064, app.Counters.get('visits'));

        app.setCurrentUserToken(null);
        await login(orchard.tom);
        const other = Backendless.initApp(options());
        await other.UserService.login(orchard.tom.login, orchard.tom.password);
        await refused(3064, app.Counters.get('visits'));
        assert.equal(await other.Counters.get('visits'), 41);
      });

      test('a second login can be refused, or counted', async () => {
        await sim.set({ second_login: 'refused' });
        await login(orchard.ida);
        await refused(3002, Backendless.initApp(options()).UserService.login(orchard.ida.login, orchard.ida.password));
        await sim.set({ second_login: 'limited', logins_at_once: 2 });
        await Backendless.initApp(options()).UserService.login(orchard.ida.login, orchard.ida.password);
        await refused(3044, Backendless.initApp(options()).UserService.login(orchard.ida.login, orchard.ida.password));
        assert.equal(await app.UserService.isValidLogin(), true);
      });

      test('an account is changed by its owner only', async () => {
        await login(orchard.ida);
        const changed = await app.UserService.update({ objectId: 'U-1', phoneNumber: '5550101' });
        assert.equal(changed.phoneNumber, '5550101');
        assert.equal(changed.email, orchard.ida.login);
        await refused(3029, app.UserService.update({ objectId: 'U-2', name: 'X' }));
        await refused(3018, app.UserService.update({ objectId: 'U-1', email: orchard.tom.login }));
        await app.UserService.logout();
        await app.UserService.update({ objectId: 'U-2', name: 'Thomas' });
        await sim.set({ anonymous_update: 'refused' });
        await refused(3028, app.UserService.update({ objectId: 'U-2', name: 'X' }));
      });

      test('a new password counts from the next login on', async () => {
        await login(orchard.ida);
        await app.UserService.update({ objectId: 'U-1', password: 'Apple-1' });
        assert.equal(await app.UserService.isValidLogin(), true);
        await app.UserService.logout();
        await refused(3003, login(orchard.ida));
        await app.UserService.login(orchard.ida.login, 'Apple-1');
      });

      test('recovery mails a link or a new password', async () => {
        await app.UserService.restorePassword(orchard.ida.login);
        assert.deepEqual((await sim.outbox()).mails.map(({ to, password }) => [to, password]), [[orchard.ida.login, undefined]]);
        await refused(3020, app.UserService.restorePassword('nobody+x@orchard.test'));
        await login(orchard.ida);
        await sim.set({ recovery: 'new_password' });
        await app.UserService.restorePassword(orchard.ida.login);
        const { password } = (await sim.outbox()).mails[1];
        app.setCurrentUserToken(null);
        await refused(3003, login(orchard.ida));
        await app.UserService.login(orchard.ida.login, password);
        await sim.set({ mail: 'off' });
        await refused(5050, app.UserService.restorePassword(orchard.ida.login));
      });

      test('an address is asked to confirm itself again', async () => {
        await app.UserService.resendEmailConfirmation(orchard.ida.login);
        assert.equal((await sim.outbox()).mails.length, 1);
        assert.match((await app.UserService.createEmailConfirmationURL(orchard.ida.login)).confirmationURL, /^http/);
        await refused(3020, app.UserService.resendEmailConfirmation('nobody@orchard.test'));
      });

      test('too many wrong passwords lock an account', async () => {
        await sim.set({ lock_after: 2 });
        await refused(3003, app.UserService.login(orchard.ida.login, 'a'));
        await refused(3003, app.UserService.login(orchard.ida.login, 'b'));
        await refused(3036, login(orchard.ida));
      });

      test('a guest can become a user', async () => {
        const guest = await app.UserService.loginAsGuest();
        assert.equal(guest.userStatus, 'GUEST');
        assert.equal(await app.UserService.isValidLogin(), true);
        const user = await app.UserService.register({ ...nora, objectId: guest.objectId });
        assert.equal(user.objectId, guest.objectId);
        assert.equal(user.userStatus, 'ENABLED');
      });

      test('what needs the Cloud Code key says so', async () => {
        await login(orchard.ida);
        await refused(3122, app.UserService.verifyPassword('x'));
        await refused(3054, app.UserService.disableUser('U-2'));
        await refused(2011, app.UserService.assignRole(orchard.tom.login, 'Keeper'));
        assert.deepEqual(await app.UserService.getUserRoles(), ['AuthenticatedUser']);
        assert.ok((await app.UserService.describeUserClass()).some(({ name }) => name === 'email'));
      });
    });

    describe('files', () => {
      test('a file is saved, read, appended to and deleted', async () => {
        const url = await app.Files.saveFile('/notes', 'to do.txt', 'pick');
        assert.match(url, /\/files\/notes\/to%20do\.txt$/);
        assert.equal(await (await fetch(url)).text(), 'pick');
        await refused(6018, app.Files.saveFile('/notes', 'to do.txt', 'press'));
        await app.Files.saveFile('/notes', 'to do.txt', 'press', true);
        await app.Files.appendText('/notes', 'to do.txt', ' & sell');
        await app.Files.append('/notes', 'to do.txt', Buffer.from('!'));
        assert.equal(await (await fetch(url)).text(), 'press & sell!');
        assert.equal(await app.Files.remove('/notes/to do.txt'), 1);
        await refused(6000, app.Files.remove('/notes/to do.txt'));
      });

      test('a file is uploaded as a form', async () => {
        const bytes = Buffer.from([0, 13, 10, 45, 45, 255, 137]);
        const path = join(mkdtempSync(join(tmpdir(), 'upload-')), 'pixel.png');
        writeFileSync(path, bytes);
        const { fileURL } = await app.Files.upload(createReadStream(path), '/pics');
        rmSync(dirname(path), { recursive: true });
        assert.match(fileURL, /\/files\/pics\/pixel\.png$/);
        assert.deepEqual(Buffer.from(await (await fetch(fileURL)).arrayBuffer()), bytes);
        assert.deepEqual((await app.Files.listing('/pics')).map(({ name, size }) => [name, size]), [['pixel.png', bytes.length]]);
        await app.Files.upload('http://orchard.test/map.txt', '/pics');
        assert.equal(await app.Files.exists('/pics/map.txt'), true);
      });

      test('a directory is made, listed by pattern and page, counted and removed', async () => {
        await app.Files.createDirectory('new season/2026');
        assert.equal(await app.Files.exists('/new season/2026'), true);
        assert.equal(await app.Files.exists('/new season/2027'), false);
        const names = async (...args) => (await app.Files.listing(...args)).map(({ name }) => name);
        assert.deepEqual(await names('/'), ['new season', 'reports', 'web']);
        assert.deepEqual(await names('/reports'), ['archive', '2025 q1.txt', 'übersicht.pdf']);
        assert.deepEqual(await names('/reports', '*.txt', true), ['2025 q1.txt', 'old.txt']);
        assert.deepEqual(await names('/reports', '*.txt', true, 1, 1), ['old.txt']);
        assert.equal(await app.Files.getFileCount('/reports'), 2);
        assert.equal(await app.Files.getFileCount('/reports', '*', true, true), 4);
        assert.equal(await app.Files.getFileCount('/reports', 'regex:.*\\.pdf', true), 1);
        assert.equal(await app.Files.removeDirectory('/reports'), 3);
        await refused(6000, app.Files.listing('/reports'));
      });

      test('files and directories are copied, moved and renamed', async () => {
        assert.equal(await app.Files.copyFile('/reports/2025 q1.txt', '/backup'), '/backup/2025 q1.txt');
        await refused(6018, app.Files.copyFile('/reports/2025 q1.txt', '/backup'));
        await refused(6007, app.Files.copyFile('/reports/none', '/backup'));
        assert.equal(await app.Files.moveFile('/reports', '/backup'), '/backup/reports');
        assert.equal(await app.Files.exists('/reports'), false);
        assert.equal((await app.Files.listing('/backup', '*', true)).length, 6);
        assert.equal(await app.Files.renameFile('/backup/reports/übersicht.pdf', 'ü & more+.pdf'), '/backup/reports/ü & more+.pdf');
        assert.equal(await app.Files.remove('/backup/reports/ü & more+.pdf'), 1);
      });

      test('permissions on a directory hold for what is in it', async () => {
        await app.Files.Permissions.READ.denyForAllUsers('/reports');
        await refused(4000, app.Files.listing('/reports/archive'));
        await app.Files.Permissions.READ.grantForUser('U-1', '/reports/archive');
        await login(orchard.ida);
        assert.equal((await app.Files.listing('/reports/archive')).length, 1);
        await app.Files.Permissions.DELETE.denyForRole('AuthenticatedUser', '/web');
        await refused(4000, app.Files.remove('/web/index.html'));
        await app.Files.Permissions.WRITE.denyForAllRoles('/web');
        await refused(4000, app.Files.createDirectory('/web/css'));
      });
    });

    describe('counters', () => {
      test('every way to count', async () => {
        const { Counters } = app;
        assert.equal(await Counters.get('visits'), 41);
        assert.equal(await Counters.get('never'), 0);
        assert.equal(await Counters.incrementAndGet('visits'), 42);
        assert.equal(await Counters.getAndIncrement('visits'), 42);
        assert.equal(await Counters.decrementAndGet('visits'), 42);
        assert.equal(await Counters.getAndDecrement('visits'), 42);
        assert.equal(await Counters.addAndGet('visits', -50), -9);
        assert.equal(await Counters.getAndAdd('visits', 10), -9);
        assert.equal(await Counters.compareAndSet('visits', 1, 7), true);
        assert.equal(await Counters.compareAndSet('visits', 1, 8), false);
        assert.deepEqual(await Counters.list('v*'), ['visits']);
        await Counters.reset('visits');
        assert.equal(await app.Counters.of('visits').get(), 0);
      });

      test('parallel increments are all counted', async () => {
        const seen = await Promise.all(Array.from({ length: 40 }, () => app.Counters.incrementAndGet('rush')));
        assert.deepEqual(seen.sort((a, b) => a - b), Array.from({ length: 40 }, (_, i) => i + 1));
      });
    });

    describe('hives', () => {
      test('hives are made, renamed and deleted', async () => {
        await app.Hive('cellar').create();
        await assert.rejects(app.Hive('cellar').create(), /exists/);
        await app.Hive('cellar').rename('vault');
        assert.deepEqual(await app.Hive.getNames(), ['pantry', 'vault']);
        await app.Hive('vault').delete();
        assert.deepEqual(await app.Hive.getNames(), ['pantry']);
        await assert.rejects(app.Hive('vault').MapStore('m').values(), /does not exist/);
      });

      test('maps', async () => {
        const prices = app.Hive('pantry').MapStore('prices');
        assert.equal(await prices.set({ Pears: 2.2, Plums: 3 }), 1);
        assert.deepEqual(await prices.get(), { Apples: 1.19, Pears: 2.2, Plums: 3 });
        assert.deepEqual(await prices.get(['Pears', 'None']), { Pears: 2.2 });
        assert.deepEqual(await prices.keys(), ['Apples', 'Pears', 'Plums']);
        assert.deepEqual(await prices.values(), [1.19, 2.2, 3]);
        assert.equal(await prices.getValue('Plums'), 3);
        assert.equal(await prices.length(), 3);
        await prices.set('Figs', { each: 1 });
        assert.equal(await prices.setWithOverwrite('Figs', 2), false);
        assert.equal(await prices.setWithOverwrite('Figs', 2, true), true);
        assert.equal(await prices.increment('Figs', 3), 5);
        assert.equal(await prices.decrement('Figs'), 4);
        assert.equal(await prices.keyExists('Figs'), true);
        assert.equal(await prices.deleteKeys(['Figs', 'None']), 1);
        assert.deepEqual(await app.Hive('pantry').MapStore('nothing').values(), []);
      });

      test('lists', async () => {
        const queue = app.Hive('pantry').ListStore('queue');
        assert.deepEqual(await queue.get(), ['alpha', 7, { k: true }, 'omega']);
        assert.equal(await queue.get(-1), 'omega');
        assert.equal(await queue.get(9), null);
        assert.deepEqual(await queue.get(1, -2), [7, { k: true }]);
        assert.equal(await queue.addLastValues(['x', 'x']), 6);
        assert.equal(await queue.addFirstValue('first'), 7);
        assert.equal(await queue.insertBefore('before', { k: true }), 8);
        assert.equal(await queue.insertAfter('after', { k: true }), 9);
        assert.equal(await queue.deleteValue('x', 1), 1);
        assert.deepEqual(await queue.get(), ['first', 'alpha', 7, 'before', { k: true }, 'after', 'omega', 'x']);
        assert.equal(await queue.deleteFirst(), 'first');
        assert.deepEqual(await queue.deleteLast(2), ['x', 'omega']);
        assert.equal(await queue.length(), 5);
        assert.deepEqual(await app.Hive('pantry').ListStore('nothing').get(), []);
      });

      test('single values, with expiry', async () => {
        const { KeyValueStore } = app.Hive('pantry');
        assert.equal(await KeyValueStore.set('season', 'autumn'), true);
        assert.equal(await KeyValueStore('season').get(), 'autumn');
        assert.equal(await KeyValueStore.set('season', 'winter', { condition: 'IfNotExists' }), false);
        assert.equal(await KeyValueStore('kilos').increment(4), 4);
        assert.equal(await KeyValueStore('kilos').decrement(1), 3);
        await KeyValueStore.set({ a: 1, b: [2] });
        assert.deepEqual(await KeyValueStore.get(['a', 'b', 'c']), { a: 1, b: [2], c: null });
        await KeyValueStore.set('soon', 1, { ttl: 60 });
        assert.equal(await KeyValueStore('soon').getExpiration(), 60);
        await sim.advance(60_000);
        assert.equal(await KeyValueStore('soon').exist(), false);
        assert.equal(await KeyValueStore('a').secondsSinceLastOperation(), 60);
        const page = await KeyValueStore.keys({ pageSize: 2, filterPattern: '*' });
        assert.equal(page.keys.length, 2);
        assert.equal((await KeyValueStore.keys({ pageSize: 2, cursor: page.cursor })).keys.length, 2);
        assert.equal(await KeyValueStore.delete(['a', 'zzz']), 1);
      });

      test('stores of any kind are renamed, expire and are touched', async () => {
        const { MapStore, ListStore } = app.Hive('pantry');
        assert.equal(await MapStore('prices').rename('costs'), true);
        await ListStore('other').addLastValue(1);
        assert.equal(await ListStore('queue').rename('other', false), false);
        assert.equal(await ListStore('queue').rename('other', true), true);
        assert.equal(await ListStore('other').length(), 4);
        await MapStore('costs').expireAfter(30);
        assert.equal(await MapStore('costs').getExpiration(), 30);
        await MapStore('costs').clearExpiration();
        assert.equal(await MapStore('costs').getExpiration(), -1);
        await MapStore('costs').expireAt(orchard.now / 1000 + 90);
        await sim.advance(89_000);
        assert.equal(await MapStore.touch(['costs', 'none']), 1);
        await sim.advance(1_000);
        assert.equal(await MapStore('costs').exist(), false);
        assert.equal(await MapStore.exist(['costs']), 0);
      });

      test('sets', async () => {
        const { SetStore } = app.Hive('pantry');
        assert.equal(await SetStore('red').addValues(['apple', 'cherry', 'apple']), 2);
        await SetStore('round').addValues(['apple', 'plum']);
        assert.deepEqual(await SetStore.union(['red', 'round']), ['apple', 'cherry', 'plum']);
        assert.deepEqual(await SetStore.intersection(['red', 'round']), ['apple']);
        assert.deepEqual(await SetStore.difference(['red', 'round']), ['cherry']);
        assert.deepEqual(await SetStore('red').isValuesMembers(['cherry', 'plum']), [true, false]);
        assert.equal(await SetStore('red').deleteValue('cherry'), 1);
        assert.equal(await SetStore('red').length(), 1);
        assert.equal(await SetStore('red').getRandomAndDelete(), 'apple');
        assert.equal(await SetStore('red').exist(), false);
      });

      test('sorted sets', async () => {
        const { SortedSetStore } = app.Hive('pantry');
        const best = SortedSetStore('best');
        assert.equal(await best.add([[3, 'plum'], [1, 'fig'], [2, 'pear']]), 3);
        assert.equal(await best.add([[9, 'fig'], [4, 'quince']], { duplicateBehaviour: 'OnlyUpdate', resultType: 'TotalChanged' }), 1);
        assert.deepEqual(await best.getRangeByRank(0, -1), ['pear', 'plum', 'fig']);
        assert.deepEqual(await best.getRangeByRank(0, 0, { withScores: true, reverse: true }), [[9, 'fig']]);
        assert.deepEqual(await best.getRangeByScore({ minScore: 2, minBound: 'Exclude', maxScore: 9 }), ['plum', 'fig']);
        assert.equal(await best.getScore('plum'), 3);
        assert.equal(await best.getRank('plum'), 1);
        assert.equal(await best.incrementScore('plum', 1.5), 4.5);
        assert.equal(await best.countBetweenScores({ minScore: 4, maxScore: 5 }), 1);
        assert.deepEqual(await best.getAndDeleteMaxScore(1), [[9, 'fig']]);
        assert.equal(await best.deleteValuesByScore({ maxScore: 3 }), 1);
        assert.equal(await best.length(), 1);
        await SortedSetStore('worst').add([[5, 'plum'], [6, 'sloe'], [7, 'crab'], [8, 'rowan']]);
        assert.deepEqual(await SortedSetStore.union(['best', 'worst']), ['plum', 'sloe', 'crab', 'rowan']);
        assert.deepEqual(await SortedSetStore.difference(['worst', 'best']), ['sloe', 'crab', 'rowan']);
        assert.deepEqual(await SortedSetStore.intersection(['worst', 'best']), ['plum']);
        assert.deepEqual(await SortedSetStore('worst').getRandom({ count: 1, withScores: true }), [[5, 'plum']]);
        assert.deepEqual(await SortedSetStore('worst').getAndDeleteMinScore(), [[5, 'plum']]);
        assert.equal(await SortedSetStore('worst').decrementScore('rowan', 8), 0);
        assert.equal(await SortedSetStore('worst').deleteValuesByRank(0, 0), 1);
        assert.equal(await SortedSetStore('worst').deleteValues(['sloe', 'fig']), 1);
      });
    });

    describe('messaging', () => {
      test('a message is published, delivered and has a status', async () => {
        const { messageId, status, errorMessage } = await app.Messaging.publish('harvest', { kg: 40 }, { headers: { field: 'north' } });
        assert.deepEqual([status, errorMessage], ['scheduled', null]);
        assert.equal((await app.Messaging.getMessageStatus(messageId)).status, 'published');
        const [delivered] = (await sim.outbox()).messages;
        assert.deepEqual(delivered, {
          messageId, channel: 'harvest', at: orchard.now, body: { message: { kg: 40 }, headers: { field: 'north' } },
        });
        await assert.rejects(app.Messaging.getMessageStatus('MSG-9999'), /not found/);
      });

      test('a repeated message goes out when the clock moves, until it is cancelled', async () => {
        const times = async () => (await sim.outbox()).messages.map(({ at }) => (at - orchard.now) / 1000);
        const { messageId } = await app.Messaging.publish('harvest', 'go', {}, {
          publishAt: orchard.now + 60_000, repeatEvery: 30, repeatExpiresAt: orchard.now + 600_000,
        });
        assert.deepEqual(await times(), []);
        assert.equal((await app.Messaging.getMessageStatus(messageId)).status, 'scheduled');
        await sim.advance(95_000);
        assert.deepEqual(await times(), [60, 90]);
        assert.equal((await app.Messaging.cancel(messageId)).status, 'cancelled');
        await sim.advance(600_000);
        assert.deepEqual(await times(), [60, 90]);
      });

      test('a channel that is deleted sends nothing more', async () => {
        await app.Messaging.publish('harvest', 'late', {}, { publishAt: orchard.now + 1000 });
        await app.Messaging.deleteChannel('harvest');
        await sim.advance(2000);
        assert.deepEqual((await sim.outbox()).messages, []);
      });

      test('mail goes to the outbox', async () => {
        const parts = new app.Messaging.Bodyparts();
        parts.textmessage = 'Hello';
        await app.Messaging.sendEmail('Harvest', parts, [orchard.tom.login]);
        assert.deepEqual((await sim.outbox()).mails.map(({ subject, to }) => [subject, to]), [['Harvest', [orchard.tom.login]]]);
      });
    });

    test('an error with HTTP 200 is no error for the SDK, but the same body', async () => {
      await sim.set({ legacy_200: true });
      assert.deepEqual(await app.Counters.compareAndSet('visits', 41, 42), true);
      assert.equal((await app.Data.of('Nope').find()).code, 1009);
    });
  });
}

test('both forms work as applications set them up, and two applications do not mix', async () => {
  const cellar = Backendless.initApp({
    appId: '7E21D0B9-3C48-4A6F-B5D2-90F8C1E7A364', apiKey: '51C8F3A0-6B9D-4E27-8D14-A7E0B3C29F56',
    serverURL: sim.origin, standalone: true,
  });
  Backendless.serverURL = sim.origin;
  Backendless.initApp(orchard.id, orchard.key);
  assert.equal(await Backendless.Counters.get('visits'), 41);
  assert.equal(await cellar.Counters.get('visits'), 0);
  assert.equal(await cellar.Counters.get('bottles'), 7);
  await refused(3003, cellar.UserService.login(orchard.ida.login, orchard.ida.password));
  Backendless.initApp(sim.origin);
  assert.equal(await Backendless.Counters.get('visits'), 41);
});

describe('the Cloud Code key', () => {
  test('opens what others may not', async () => {
    const code = Backendless.initApp(forms.native(orchard.cloudCodeKey));
    const app = Backendless.initApp(forms.native());
    await code.UserService.assignRole(orchard.tom.login, 'Keeper');
    assert.deepEqual(await app.UserService.getUserRoles('U-2'), ['AuthenticatedUser', 'Keeper']);
    assert.deepEqual((await app.UserService.findByRole('Keeper')).map(({ email }) => email), [orchard.tom.login]);
    await refused(2007, code.UserService.assignRole(orchard.tom.login, 'AuthenticatedUser'));
    await refused(2005, code.UserService.assignRole(orchard.tom.login, 'Nobody'));

    await app.Files.Permissions.READ.denyForAllUsers('/reports');
    await app.Files.Permissions.READ.grantForRole('Keeper', '/reports');
    await app.UserService.login(orchard.tom.login, orchard.tom.password);
    assert.equal((await app.Files.listing('/reports')).length, 3);
    await code.UserService.unassignRole(orchard.tom.login, 'Keeper');
    await refused(4000, app.Files.listing('/reports'));

    await code.UserService.disableUser('U-2');
    await refused(3090, app.UserService.login(orchard.tom.login, orchard.tom.password));
  });
});

describe('timers through the Console SDK', () => {
  const { createClient } = console_;
  const weekly = {
    timername: 'pickup', category: 'TIMER', mode: 'DRAFT', language: 'JS', model: 'default',
    startDate: Date.UTC(2025, 9, 10, 6), frequency: { schedule: 'weekly', repeat: { every: 1, on: [2, 5] } },
  };
  let client;
  before(() => {
    client = createClient(sim.origin, orchard.developer.authKey);
  });

  test('a developer signs in with a password', async () => {
    const fresh = createClient(sim.origin);
    await assert.rejects(fresh.bl.getEventHandlers(orchard.id), (error) => (assert.equal(error.code, 1001), true));
    await fresh.user.login(orchard.developer.login, orchard.developer.password);
    assert.deepEqual(await fresh.bl.getEventHandlers(orchard.id), []);
    await assert.rejects(createClient(sim.origin).user.login(orchard.developer.login, 'wrong'));
    await assert.rejects(createClient(sim.origin, 'AUTHKEY-2').bl.getEventHandlers(orchard.id));
  });

  test('a timer is created, listed, changed, switched off, run and deleted', async () => {
    const timer = await client.bl.createEventHandler(orchard.id, weekly);
    assert.equal(timer.id, 'TMR-0001');
    assert.equal(timer.nextRun, Date.UTC(2025, 9, 13, 6), 'the Monday after that Friday');
    assert.deepEqual(await client.bl.getEventHandlers(orchard.id, ['DRAFT']), [timer]);
    assert.deepEqual(await client.bl.getEventHandlers(orchard.id, ['PRODUCTION']), []);

    await sim.advance(4 * 24 * 3_600_000);
    const [later] = await client.bl.getEventHandlers(orchard.id);
    assert.equal(later.nextRun, Date.UTC(2025, 9, 16, 6));

    const daily = { ...later, frequency: { schedule: 'daily', repeat: { every: 2 } } };
    assert.equal((await client.bl.updateEventHandler(orchard.id, daily)).nextRun, Date.UTC(2025, 9, 14, 6));
    const off = await client.bl.changeHandlerState(orchard.id, 'DRAFT', 'TIMER', timer.id, false);
    assert.deepEqual([off.enabled, off.nextRun], [false, null]);
    await client.bl.invokeTimer(orchard.id, timer);
    assert.equal((await client.bl.getTimerLogs(orchard.id))[0].timername, 'pickup');
    await client.bl.deleteEventHandler(orchard.id, timer);
    assert.deepEqual(await client.bl.getEventHandlers(orchard.id), []);
  });

  test('a timer must make sense', async () => {
    const create = (changes) => client.bl.createEventHandler(orchard.id, { ...weekly, ...changes });
    await assert.rejects(create({ timername: 'pick up' }), /timername/);
    await assert.rejects(create({ frequency: { schedule: 'weekly', repeat: { every: 1, on: [0] } } }), /1 \(Sunday\) to 7/);
    await assert.rejects(create({ frequency: { schedule: 'weekly', repeat: { every: 1, on: [] } } }), /1 \(Sunday\) to 7/);
    await assert.rejects(create({ frequency: { schedule: 'custom', repeat: { every: 86_401 } } }), /86400/);
    await assert.rejects(create({ frequency: { schedule: 'once', repeat: { every: 1 } } }), /once takes no repeat/);
    await assert.rejects(create({ frequency: { schedule: 'once' }, startDate: orchard.now - 1 }), /past/);
    await assert.rejects(create({ frequency: { schedule: 'monthly', repeat: { every: [13], on: {} } } }), /1 to 12/);
    await assert.rejects(create({ expire: weekly.startDate }), /expire/);
    await create({});
    await assert.rejects(create({}), /already exists/);
    await create({ mode: 'PRODUCTION' });
  });

  test('code files are kept by language', async () => {
    await client.bl.saveDraftFiles(orchard.id, 'JS', 'default', [{ id: 'timers/pickup.js', content: '// pick' }]);
    assert.deepEqual(await client.bl.getDraftFiles(orchard.id, 'JS', 'default'), [{ id: 'timers/pickup.js', content: '// pick' }]);
  });

  test('hives from the console', async () => {
    await client.dataHives.createHive(orchard.id, 'cellar');
    assert.deepEqual(await client.dataHives.getHiveNames(orchard.id), ['pantry', 'cellar']);
  });
});
