// Reads MathML, an array in JSON, and writes what speech-rule-engine says for each, in ClearSpeak.
const fs = require('fs');
const path = require('path');
const home = process.argv[2];
const engine = require(path.join(home, 'speech-rule-engine'));
(async () => {
  const formulas = JSON.parse(fs.readFileSync(0, 'utf8'));
  const json = path.join(home, 'speech-rule-engine', 'lib', 'mathmaps');
  await engine.setupEngine({
    locale: 'en', domain: 'clearspeak', modality: 'speech', style: 'default', markup: 'none', json,
  });
  await engine.engineReady();
  console.log(JSON.stringify(formulas.map((formula) => engine.toSpeech(formula))));
})();
