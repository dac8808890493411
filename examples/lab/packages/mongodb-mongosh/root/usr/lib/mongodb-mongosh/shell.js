// The shell of the stand-in for mongosh: its globals, and running what was given.

'use strict';

const fs = require('fs');
const path = require('path');
const util = require('util');
const vm = require('vm');

const [fromClient, toClient] = process.argv.slice(2, 4).map(Number);
let unread = '';

function readLine() {
  const part = Buffer.alloc(65536);
  while (!unread.includes('\n')) {
    const size = fs.readSync(fromClient, part, 0, part.length, null);
    if (size === 0) throw new Error('the connection is gone');
    unread += part.toString('latin1', 0, size);
  }
  const end = unread.indexOf('\n');
  const line = unread.slice(0, end);
  unread = unread.slice(end + 1);
  return JSON.parse(line);
}

function ask(question) {
  fs.writeSync(toClient, JSON.stringify(question) + '\n');
  return readLine();
}

class MongoServerError extends Error {
  constructor(answer) {
    super(answer.errmsg);
    Object.assign(this, {code: answer.code, codeName: answer.codeName, errorResponse: answer});
  }
  get name() { return 'MongoServerError'; }
}
class MongoNetworkError extends Error {
  get name() { return 'MongoNetworkError'; }
}

// Types of BSON.

class ObjectId {
  constructor(hex) {
    this.hex = hex || require('crypto').randomBytes(12).toString('hex');
  }
  toString() { return this.hex; }
  toHexString() { return this.hex; }
  [util.inspect.custom]() { return `ObjectId('${this.hex}')`; }
}
class Timestamp {
  constructor({t, i}) { Object.assign(this, {t, i}); }
  [util.inspect.custom]() { return `Timestamp({ t: ${this.t}, i: ${this.i} })`; }
}
class Binary {
  constructor(base64) { this.buffer = Buffer.from(base64, 'base64'); }
  toString(encoding) { return this.buffer.toString(encoding || 'base64'); }
  [util.inspect.custom]() { return `Binary.createFromBase64('${this.toString()}', 0)`; }
}

function toJson(value) {
  if (value instanceof ObjectId) return {$oid: value.hex};
  if (value instanceof Timestamp) return {$timestamp: {t: value.t, i: value.i}};
  if (value instanceof Binary) return {$binary: {base64: value.toString(), subType: '00'}};
  if (util.types.isDate(value)) return {$date: value.toISOString()};
  if (typeof value === 'bigint') return {$numberLong: value.toString()};
  if (Array.isArray(value)) return value.map(toJson);
  if (value === null || typeof value !== 'object') return value;
  const pairs = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(pairs.map(([key, inner]) => [key, toJson(inner)]));
}

function fromJson(value) {
  if (Array.isArray(value)) return value.map(fromJson);
  if (value === null || typeof value !== 'object') return value;
  if ('$oid' in value) return new ObjectId(value.$oid);
  if ('$date' in value) return new Date(value.$date);
  if ('$timestamp' in value) return new Timestamp(value.$timestamp);
  if ('$binary' in value) return new Binary(value.$binary.base64);
  if ('$numberLong' in value) return Number(value.$numberLong);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fromJson(inner)]));
}

const EJSON = {
  stringify: (value, replacer, space) =>
    JSON.stringify(toJson(value), typeof replacer === 'function' ? replacer : null,
      typeof replacer === 'number' ? replacer : typeof space === 'number' ? space : undefined),
  parse: (text) => fromJson(JSON.parse(text)),
  serialize: toJson,
  deserialize: fromJson,
};

// Databases, collections, replica sets.

function run(database, command) {
  if (typeof command === 'string') command = {[command]: 1};
  if (!start.connected) throw new MongoNetworkError('not connected');
  const answer = fromJson(ask({db: database, command: toJson(command)}));
  if (answer.lost) throw new MongoNetworkError(answer.errmsg);
  if (!answer.ok) throw new MongoServerError(answer);
  return answer;
}

function logIn(database, user, password) {
  const answer = fromJson(ask({login: [database, user, password]}));
  if (answer.lost) throw new MongoNetworkError(answer.errmsg);
  if (!answer.ok) throw new MongoServerError(answer);
  return {ok: 1};
}

class Collection {
  constructor(db, name) { Object.assign(this, {db, name}); }
  getName() { return this.name; }
  insertOne(document) {
    const given = {_id: new ObjectId(), ...document};
    this.db.runCommand({insert: this.name, documents: [given]});
    return {acknowledged: true, insertedId: given._id};
  }
  insertMany(documents) {
    this.db.runCommand({insert: this.name, documents});
    return {acknowledged: true};
  }
  find(filter = {}) {
    const found = this.db.runCommand({find: this.name, filter}).cursor.firstBatch;
    return Object.defineProperty(found, 'toArray', {value: () => [...found]});
  }
  findOne(filter = {}) {
    return this.db.runCommand({find: this.name, filter, limit: 1}).cursor.firstBatch[0] ?? null;
  }
  countDocuments(query = {}) { return this.db.runCommand({count: this.name, query}).n; }
  deleteOne(q) { return this.remove(q, 1); }
  deleteMany(q) { return this.remove(q, 0); }
  remove(q, limit) {
    const {n} = this.db.runCommand({delete: this.name, deletes: [{q, limit}]});
    return {acknowledged: true, deletedCount: n};
  }
}

class Database {
  constructor(name) { Object.defineProperty(this, '_name', {value: name}); }
  getName() { return this._name; }
  getSiblingDB(name) { return database(name); }
  getCollection(name) { return new Collection(this, name); }
  getCollectionNames() {
    return this.runCommand({listCollections: 1}).cursor.firstBatch.map((found) => found.name);
  }
  getMongo() {
    return {
      getDBNames: () => run('admin', {listDatabases: 1}).databases.map((found) => found.name),
      getDB: database,
      setReadPref() {},
    };
  }
  runCommand(command) { return run(this._name, command); }
  adminCommand(command) { return run('admin', command); }
  auth(user, password) {
    if (typeof user === 'object') return logIn(this._name, user.user, user.pwd);
    return logIn(this._name, user, password);
  }
  logout() { return this.runCommand({logout: 1}); }
  createUser({user, ...rest}) { return this.runCommand({createUser: user, ...rest}); }
  updateUser(user, changes) { return this.runCommand({updateUser: user, ...changes}); }
  changeUserPassword(user, pwd) { return this.runCommand({updateUser: user, pwd}); }
  dropUser(user) { this.runCommand({dropUser: user}); return true; }
  grantRolesToUser(user, roles) { return this.runCommand({grantRolesToUser: user, roles}); }
  revokeRolesFromUser(user, roles) { return this.runCommand({revokeRolesFromUser: user, roles}); }
  getUser(user) { return this.runCommand({usersInfo: {user, db: this._name}}).users[0] ?? null; }
  getUsers() { const {users, ok} = this.runCommand({usersInfo: 1}); return {users, ok}; }
  hello() { return this.runCommand({hello: 1}); }
  isMaster() { return this.runCommand({isMaster: 1}); }
  version() { return this.adminCommand({buildInfo: 1}).version; }
  serverBuildInfo() { return this.adminCommand({buildInfo: 1}); }
  serverStatus() { return this.adminCommand({serverStatus: 1}); }
  serverCmdLineOpts() { return this.adminCommand({getCmdLineOpts: 1}); }
  dropDatabase() { return this.runCommand({dropDatabase: 1}); }
  shutdownServer() { return this.adminCommand({shutdown: 1}); }
  [util.inspect.custom]() { return this._name; }
}

function database(name) {
  return new Proxy(new Database(name), {
    get: (db, key) =>
      key in db || typeof key === 'symbol' ? Reflect.get(db, key) : new Collection(db, key),
  });
}

const reconfigured = (change) => {
  const {config} = run('admin', {replSetGetConfig: 1});
  change(config);
  config.version += 1;
  return run('admin', {replSetReconfig: config});
};
const rs = {
  initiate: (config) => run('admin', {replSetInitiate: config || {}}),
  status: () => run('admin', {replSetGetStatus: 1}),
  conf: () => run('admin', {replSetGetConfig: 1}).config,
  config: () => rs.conf(),
  hello: () => run('admin', {hello: 1}),
  isMaster: () => run('admin', {isMaster: 1}),
  stepDown: (seconds = 60) => run('admin', {replSetStepDown: seconds}),
  reconfig: (config, options = {}) => run('admin', {
    replSetReconfig: {...config, version: rs.conf().version + 1}, ...options}),
  add: (host) => reconfigured((config) => {
    const member = typeof host === 'string' ? {host} : host;
    const numbers = config.members.map((present) => present._id);
    config.members.push({_id: Math.max(...numbers) + 1, ...member});
  }),
  addArb: (host) => rs.add({host, arbiterOnly: true}),
  remove: (host) => reconfigured((config) => {
    config.members = config.members.filter((member) => member.host !== host);
  }),
};

// Running.

const show = (value) =>
  typeof value === 'string' ? value : util.inspect(value, {depth: 6, maxArrayLength: null});
const print = (...values) => process.stdout.write(values.map(show).join(' ') + '\n');
const quit = (code = 0) => process.exit(code);

const start = readLine();
const context = vm.createContext({
  db: database(start.database), rs, EJSON, print, quit, exit: quit, ObjectId, Timestamp, Binary,
  MongoServerError, MongoNetworkError, process, Buffer, URL, setTimeout, clearTimeout,
  printjson: print, console, version: () => start.version,
  ISODate: (text) => (text ? new Date(text) : new Date()),
  NumberInt: Number, NumberLong: (number) => BigInt(number), Int32: Number, Double: Number,
  sleep: (milliseconds) => {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
  },
  load: (file) => runFile(path.resolve(file)),
  require: require('module').createRequire(path.join(process.cwd(), 'mongosh')),
});
context.globalThis = context;

function runFile(file) {
  context.__filename = file;
  context.__dirname = path.dirname(file);
  vm.runInContext(fs.readFileSync(file, 'utf8'), context, {filename: file});
  return true;
}

function runAll() {
  for (const file of start.files) runFile(file);
  let result;
  for (const text of start.evals) result = vm.runInContext(text, context, {filename: '@(shell eval)'});
  if (start.json) print(EJSON.stringify(result, null, 2));
  else if (start.evals.length > 0 && result !== undefined) print(result);
  if (start.evals.length === 0 && start.files.length === 0) runLines();
}

// From a pipe, as at the prompt: line by line as soon as they make sense, each result shown.
function runLines() {
  let text = '';
  for (const line of fs.readFileSync(0, 'utf8').split('\n')) {
    text += line + '\n';
    try {
      new vm.Script(text);
    } catch (problem) {
      if (/Unexpected end of input|Unterminated template/.test(problem.message)) continue;
    }
    try {
      const result = vm.runInContext(text, context, {filename: 'REPL'});
      if (result !== undefined) print(result);
    } catch (problem) {
      print(tell(problem));
    }
    text = '';
  }
}

function tell(problem) {
  // Errors of the script's own context are of its own classes.
  if (problem === null || typeof problem !== 'object') return `Error: ${problem}`;
  const name = problem.codeName ? `${problem.name}[${problem.codeName}]` : problem.name;
  return `${name}: ${problem.message}`;
}

try {
  runAll();
} catch (problem) {
  process.stderr.write(tell(problem) + '\n');
  process.exitCode = 1;
}
