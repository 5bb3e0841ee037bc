import assert from "node:assert/strict";
import { test } from "node:test";
import { axis, bucketAt, line, marksOf, sum, timeMarks, x, y } from "../../../main/webapp/admin/charts.js";

const FRAME = { left: 0, right: 100, top: 0, bottom: 50 };

test("axis_hasWholeRoundMarks_thatReachTheHighestValue", () => {
  const expected = [
    [[], 1, 1],
    [[0, 0], 1, 1],
    [[3], 1, 3],
    [[7, 2], 2, 8],
    [[12], 5, 15],
    [[41, 99], 50, 100],
    [[1234], 500, 1500],
    [[1e9], 5e8, 1e9],
  ];
  for (const [values, step, top] of expected) {
    assert.deepEqual(axis(values), { step, top }, String(values));
  }
});

test("marks_ofAnAxis_beginAtZero_andEndAtTheTop", () => {
  assert.deepEqual(marksOf({ step: 5, top: 15 }), [0, 5, 10, 15]);
  for (let highest = 1; highest < 2000; highest += 7) {
    const found = marksOf(axis([highest]));
    assert.ok(found.length >= 2 && found.length <= 6, `${highest}: ${found}`);
    assert.ok(found.at(-1) >= highest, `${highest}: ${found}`);
  }
});

test("line_goesThroughTheMiddleOfEachBucket", () => {
  assert.equal(line([0, 5, 10], 10, FRAME), "M16.7 50L50 25L83.3 0");
  assert.equal(line([], 10, FRAME), "");
  assert.equal(x(0, 1, FRAME), 50);
  assert.equal(y(0, 4, FRAME), 50);
});

test("place_ofThePointer_isInABucket_beyondTheEdgesInTheNearest", () => {
  assert.equal(bucketAt(0, 4, FRAME), 0);
  assert.equal(bucketAt(26, 4, FRAME), 1);
  assert.equal(bucketAt(-30, 4, FRAME), 0);
  assert.equal(bucketAt(400, 4, FRAME), 3);
});

test("timeMarks_areAtFullStepsOfTheLocalClock", () => {
  const day = 1_767_225_600; // 2026-01-01T00:00:00Z
  const hours = timeMarks(day + 60, day + 86_400, 6).map((at) => (at - day) / 3600);
  assert.deepEqual(hours, [4, 8, 12, 16, 20, 24]);
  const inIndia = timeMarks(day, day + 86_400, 6, 19_800).map((at) => (at - day) / 3600);
  assert.deepEqual(inIndia, [2.5, 6.5, 10.5, 14.5, 18.5, 22.5]);
  for (const length of [3_600, 21_600, 86_400]) {
    assert.ok(timeMarks(day + 17, day + 17 + length, 6).length <= 7, String(length));
  }
});

test("sum_ofNothing_isZero", () => {
  assert.equal(sum([]), 0);
  assert.equal(sum([1, 2, 3]), 6);
});
