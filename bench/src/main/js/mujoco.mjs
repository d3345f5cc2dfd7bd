// Times MuJoCo's WebAssembly build on the models of mujoco_*.xml, and prints one JSON line each: where a run from given
// positions and velocities ends, and the microseconds of a step, the median of several rounds.
//
//   node mujoco.mjs MODULE MODEL STEPS ROUNDS QPOS... QVEL...
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [module, file, steps, rounds, ...numbers] = process.argv.slice(2);
const mujoco = await (await import(pathToFileURL(module).href)).default();
const model = mujoco.MjModel.from_xml_string(readFileSync(file, 'utf8'));
const data = new mujoco.MjData(model);
const start = numbers.map(Number);

function reset() {
  mujoco.mj_resetData(model, data);
  for (let i = 0; i < model.nq; i++) {
    data.qpos[i] = start[i];
  }
  for (let i = 0; i < model.nv; i++) {
    data.qvel[i] = start[model.nq + i];
  }
}

function run(count) {
  for (let i = 0; i < count; i++) {
    mujoco.mj_step(model, data);
  }
}

reset();
run(Number(steps));
const end = [...data.qpos, ...data.qvel];

const micros = [];
for (let round = -3; round < Number(rounds); round++) {
  reset();
  const before = process.cpuUsage();
  run(5000);
  const spent = process.cpuUsage(before);
  if (round >= 0) {
    micros.push((spent.user + spent.system) / 5000);
  }
}
micros.sort((a, b) => a - b);
console.log(JSON.stringify({ end, micros: micros[micros.length >> 1], version: mujoco.mj_versionString?.() ?? '' }));
