'use strict';
(() => {
  const findings = document.querySelectorAll('details.task');
  const tools = document.querySelector('.tools');
  tools.hidden = false;
  tools.addEventListener('click', event => {
    const wanted = event.target.dataset.fold;
    if (wanted) {
      findings.forEach(one => { one.open = wanted === 'open'; });
    }
  });

  // A link to a finding opens it and goes on from there by keyboard.
  const reveal = () => {
    const one = location.hash && document.getElementById(location.hash.slice(1));
    if (one && one.tagName === 'DETAILS') {
      one.open = true;
      one.querySelector('summary').focus();
    }
  };
  addEventListener('hashchange', reveal);
  reveal();

  // Paper does not unfold. Afterwards the page is as it was.
  let folded = [];
  addEventListener('beforeprint', () => {
    folded = [...findings].filter(one => !one.open);
    folded.forEach(one => { one.open = true; });
  });
  addEventListener('afterprint', () => {
    folded.forEach(one => { one.open = false; });
  });

  const verdict = document.getElementById('reader-verdict');
  if (!verdict) {
    return;
  }
  const agent = navigator.userAgent;
  // Each also calls itself by the names of those below it.
  const names = [
    ['Yandex', /YaBrowser\/([\d.]+)/],
    ['Opera', /OPR\/([\d.]+)/],
    ['Edge', /Edg\/([\d.]+)/],
    ['Firefox', /Firefox\/([\d.]+)/],
    ['Chrom', /Chrome\/([\d.]+)/],
    ['Safari', /Version\/([\d.]+) Safari\//],
  ];
  const later = (one, other) => {
    const a = one.split('.').map(Number);
    const b = other.split('.').map(Number);
    for (let i = 0; i < Math.max(a.length, b.length); i++) {
      if ((a[i] || 0) !== (b[i] || 0)) {
        return (a[i] || 0) > (b[i] || 0);
      }
    }
    return true;
  };
  const say = (id, kind, sign, text) => {
    let line = document.getElementById(id);
    if (!line) {
      line = document.createElement('p');
      line.id = id;
      verdict.append(line);
    }
    line.className = kind;
    line.textContent = sign + ' ' + text;
  };

  verdict.textContent = '';
  const found = names.find(([, pattern]) => pattern.test(agent));
  const item = found && [...document.querySelectorAll('[data-browser]')]
    .find(one => one.dataset.browser.includes(found[0]));
  if (item) {
    const version = agent.match(found[1])[1];
    const met = later(version, item.dataset.from);
    item.className = met ? 'pass' : 'fail';
    const shown = found[0] === 'Chrom' ? 'Chrome or Chromium' : item.dataset.browser;
    say('browser', item.className, met ? '✔' : '✘',
      'This browser, ' + shown + ' ' + version.split('.').slice(0, 2).join('.') +
      (met ? ', meets the minimum, ' : ', is older than the minimum, ') + item.dataset.from + '.');
  } else {
    say('browser', 'unknown', '?', 'This browser is none of the list, or does not say which it is.');
  }

  const listed = [...document.querySelectorAll('[data-system]')];
  const system = (word, kind, sign, text) => {
    const one = listed.find(each => each.dataset.system.includes(word));
    say('system', one ? kind : 'unknown', one ? sign : '?',
      one ? text : 'This operating system is none of the list.');
  };
  const windows = agent.match(/Windows NT ([\d.]+)/);
  const told = async () => {
    const data = navigator.userAgentData;
    const values = data && await data.getHighEntropyValues(['platformVersion']);
    return values && values.platformVersion ? parseInt(values.platformVersion, 10) : 0;
  };
  if (windows && later('6.3', windows[1])) {
    system('Windows', 'pass', '✔', 'This operating system, Windows, is one of the list.');
  } else if (windows) {
    system('Windows', 'unknown', '?', 'This is Windows 10 or newer: compare it with the list.');
    told().then(version => {
      if (version >= 13) {
        system('Windows', 'warn', '!', 'This is Windows 11 or newer, which the list does not name.');
      } else if (version > 0) {
        system('Windows', 'pass', '✔', 'This operating system, Windows 10, is one of the list.');
      }
    });
  } else if (/Macintosh/.test(agent)) {
    system('Mac', 'unknown', '?', 'This is a Mac: compare its version with the list.');
    told().then(version => {
      if (version >= 12) {
        system('Mac', 'warn', '!', 'This is macOS ' + version + ', which the list does not name.');
      } else if (version > 0) {
        system('Mac', 'pass', '✔', 'This operating system, macOS ' + version + ', is of the list.');
      }
    });
  } else if (/Linux|X11/.test(agent) && !/Android/.test(agent)) {
    system('Linux', 'pass', '✔', 'This operating system, Linux, is one of the list.');
  } else {
    system('\u0000', 'unknown', '?', '');
  }
})();
