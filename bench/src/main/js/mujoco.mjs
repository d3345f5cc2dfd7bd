// Times MuJoCo's WebAssembly build on one of the models mujoco_*.xml, and prints one JSON line: where a run from given positions and
// velocities ends, what the model is, and the microseconds of a step, the median of several rounds.
//
//   node mujoco.mjs '{"module": FILE, "model": FILE, "start": [QPOS..., QVEL...], "steps": N, "substeps": N, "rounds": N}'
//
// A step is so many sub-steps of the model; motors are commanded anew in each, the same every time. Without a start, it is the model's own.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const { module, model: file, start, steps, substeps, rounds } = JSON.parse(process.argv[2]);
const mujoco = await (await import(pathToFileURL(module).href)).default();
const model = mujoco.MjModel.from_xml_string(readFileSync(file, 'utf8'));
const data = new mujoco.MjData(model);
const EPISODE_STEPS = 500;

function reset() {
  mujoco.mj_resetData(model, data);
  for (let i = 0; i < start.length; i++) {
    if (i < model.nq) {
      data.qpos[i] = start[i];
    } else {
      data.qvel[i - model.nq] = start[i];
    }
  }
}

// The remainders of a product look as random as motors need.
function command(step) {
  const ctrl = data.ctrl;
  for (let i = 0; i < model.nu; i++) {
    ctrl[i] = (((step * 7919 + i * 104729) % 2003) / 1001) - 1;
  }
}

function run(count, moving) {
  for (let step = 0; step < count; step++) {
    if (step % EPISODE_STEPS === 0) {
      reset();
    }
    if (moving) {
      command(step);
    }
    for (let substep = 0; substep < substeps; substep++) {
      mujoco.mj_step(model, data);
    }
  }
}

run(steps, false);
const end = [...data.qpos, ...data.qvel];
const mass = [...model.body_mass].reduce((sum, each) => sum + each, 0);

const micros = [];
const count = Math.ceil(5000 / substeps);
for (let round = -3; round < rounds; round++) {
  const before = process.cpuUsage();
  run(count, true);
  const spent = process.cpuUsage(before);
  if (round >= 0) {
    micros.push((spent.user + spent.system) / count);
  }
}
micros.sort((a, b) => a - b);
const version = mujoco.mj_versionString?.() ?? '';
console.log(JSON.stringify({ end, micros: micros[micros.length >> 1], freedom: model.nv, mass, contacts: data.ncon, version }));
