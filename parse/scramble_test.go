package parse_test

import (
	"math/rand/v2"
	"os"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
)

// piece cuts SQL into what a careless hand may lose or double: words, quoted stretches' ends, signs, white space.
var piece = regexp.MustCompile(`\w+|\s+|--|/\*|\*/|\$\$|.`)

// TestScrambled reads SQL that was cut into words and signs, and put together wrongly: words lost, doubled, swapped,
// and taken from other cases. What FuzzSources and FuzzPace hold to must hold. CROWSFOOT_SCRAMBLE is how many
// texts, CROWSFOOT_SCRAMBLE_SEED where to start.
func TestScrambled(t *testing.T) {
	rounds := number(t, "CROWSFOOT_SCRAMBLE", 1500)
	first := number(t, "CROWSFOOT_SCRAMBLE_SEED", 1)
	var pool [][]string
	for _, c := range dialectCases(t) {
		for _, f := range c.archive.Files {
			if strings.HasSuffix(f.Name, ".sql") {
				pool = append(pool, piece.FindAllString(string(f.Data), -1))
			}
		}
	}
	for i := range rounds {
		rng := rand.New(rand.NewPCG(uint64(first+i), 7))
		sql := scramble(rng, pool)
		opts := pick(byte(rng.IntN(256)))
		res := readWith(t, sql, opts, whole)
		checkResult(t, sql, res)
		if slow := readWith(t, sql, opts, iotest.OneByteReader); !reflect.DeepEqual(res, slow) {
			t.Errorf("seed %d, %+v (-whole +one byte):\n%s", first+i, opts, cmp.Diff(res, slow))
		}
		if t.Failed() {
			t.Fatalf("seed %d, %+v:\n%s", first+i, opts, sql)
		}
	}
}

// scramble takes a text and does a few wrong things to it.
func scramble(rng *rand.Rand, pool [][]string) string {
	pieces := append([]string(nil), pool[rng.IntN(len(pool))]...)
	for range 1 + rng.IntN(8) {
		if len(pieces) < 2 {
			break
		}
		i := rng.IntN(len(pieces))
		j := min(len(pieces), i+1+rng.IntN(6))
		switch rng.IntN(6) {
		case 0:
			pieces = append(pieces[:i:i], pieces[j:]...)
		case 1:
			pieces = append(pieces[:j:j], pieces[i:]...)
		case 2:
			k := rng.IntN(len(pieces))
			pieces[i], pieces[k] = pieces[k], pieces[i]
		case 3:
			other := pool[rng.IntN(len(pool))]
			k := rng.IntN(len(other))
			taken := other[k:min(len(other), k+1+rng.IntN(20))]
			pieces = append(pieces[:i:i], append(append([]string(nil), taken...), pieces[i:]...)...)
		case 4:
			signs := []string{"(", ")", ",", ";", "'", `"`, "`", "[", "]", "{", "$", "\\", "/*", "--", "\n", "/", "."}
			pieces = append(pieces[:i:i], append([]string{strings.Repeat(signs[rng.IntN(len(signs))], 1+rng.IntN(3))}, pieces[i:]...)...)
		case 5:
			pieces = pieces[:i]
		}
	}
	return strings.Join(pieces, "")
}

func number(t *testing.T, env string, otherwise int) int {
	t.Helper()
	text := os.Getenv(env)
	if text == "" {
		return otherwise
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatalf("%s: %v", env, err)
	}
	return n
}
