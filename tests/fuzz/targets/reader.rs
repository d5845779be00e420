#![no_main]

use libfuzzer_sys::fuzz_target;
use trialpool_tests::fuzzing;

fuzz_target!(|input: &[u8]| fuzzing::reader(input));
