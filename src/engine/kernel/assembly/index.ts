// The WASM kernel: everything exported here is called from src/engine/kernel/wasmKernel.ts, and what decomposes matrices
// at set-up from src/engine/linalg/.
export { accumulateStep, rotateRows, tridiagonalStep } from './eigen';
export { factoredGradient, gramLoss } from './factored';
export { qrLoss } from './lossByQr';
export { qrParts, residualParts } from './parts';
export { heapBase, setFactors, setFrozen, setProbes, setSizes, setStrides, setTarget, setWorkspace } from './problem';
export { addProduct } from './product';
export { reflectRows } from './reflect';
export { residualGradient, residualLoss, squaredResidual } from './residual';
export { blockNorms, combine, dot, endStep } from './vectors';
