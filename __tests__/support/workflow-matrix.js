// The legs of a job's matrix: every combination of its axes, or the list under `include`.
/** One leg without values for a job that has no matrix. */
export const matrixLegs = (matrix) => {
    if (matrix === undefined)
        return [null];
    if (!isMapping(matrix))
        throw new Error(`a matrix must be a mapping, found ${JSON.stringify(matrix)}`);
    const { include, exclude, ...axes } = matrix;
    if (exclude !== undefined)
        throw new Error('matrix.exclude is not implemented by this stand-in');
    const named = Object.entries(axes);
    if (include !== undefined) {
        if (named.length > 0)
            throw new Error('matrix.include beside axes is not implemented by this stand-in');
        return list(include, 'include').map(leg => {
            if (!isMapping(leg))
                throw new Error('each entry of matrix.include must be a mapping');
            return leg;
        });
    }
    return named.reduce((legs, [axis, values]) => legs.flatMap(leg => list(values, axis).map(value => ({ ...leg, [axis]: value }))), [{}]);
};
const isMapping = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const list = (value, what) => {
    if (!Array.isArray(value) || value.length === 0)
        throw new Error(`matrix.${what} must be a list that is not empty`);
    return value;
};
