import { frameSample, pythonFrames } from '../../../testing/issue-samples';
import { foldLibraries, openAtFirst, viewFrames } from './frames';

function outline(frames: Parameters<typeof viewFrames>[0], platform = 'python') {
  const viewed = viewFrames(frames, platform);
  return foldLibraries(viewed, viewed[0]).map((item) =>
    'frame' in item ? item.frame.function : item.run.frames.length,
  );
}

describe('frames', () => {
  it('stand newest first with runs of libraries folded', () => {
    expect(outline(pythonFrames)).toEqual(['apply_voucher', 1, '__call__', 2]);
  });

  it('show the newest alone when none is in the application', () => {
    const frames = pythonFrames.map((frame) => ({ ...frame, inApp: false }));

    expect(outline(frames)).toEqual(['apply_voucher', 4]);
    expect([...openAtFirst(viewFrames(frames, 'python'))]).toEqual([4]);
  });

  it('put the function before the class where classes are the unit', () => {
    const java = viewFrames(
      [frameSample('VatLookup.java', 'resolve', 118, { module: 'com.acme.VatLookup', inApp: true })],
      'java',
    )[0];
    const python = viewFrames(pythonFrames, 'python')[0];

    expect(java).toMatchObject({
      order: 'function',
      module: 'com.acme.VatLookup',
      file: 'VatLookup.java',
      line: ':118',
    });
    expect(python).toMatchObject({ order: 'path', directory: 'checkout/', file: 'pricing.py', module: '' });
  });

  it('mark the empty variable that the failing line reads', () => {
    const [newest] = viewFrames(pythonFrames, 'python');

    expect(newest?.variables.map(({ name, isHit, isScrubbed }) => [name, isHit, isScrubbed])).toEqual([
      ['rate', true, false],
      ['total', false, false],
      ['card_token', false, true],
    ]);
    expect(newest?.source.find(({ isFailing }) => isFailing)).toMatchObject({
      number: 85,
      ghost: 'rate = None',
    });
  });

  it('survive whatever an SDK leaves out', () => {
    expect(viewFrames(null, null)).toEqual([]);
    expect(viewFrames([{}], 'native')[0]).toMatchObject({
      function: '<unknown>',
      line: '',
      source: [],
      variables: [],
    });
    expect(viewFrames([{ context: [[1, null]], lineNo: 9, vars: null }], null)[0]?.source).toHaveLength(1);
  });
});
