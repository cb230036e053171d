package line_test

import (
	"math/rand/v2"
	"testing"

	"chaser/bot/line"
)

func TestSlips(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		a, b string
		want int
	}{
		{"178", "178", 0}, {"178", "187", 1}, {"178", "17", 1}, {"178", "1788", 1}, {"178", "198", 1}, {"", "abc", 3}, {"lib1", "lbi2", 2},
		{"library", "housing", 3}, {"été", "ete", 2}, {"", "", 0},
	} {
		if got := line.Slips(c.a, c.b); got != c.want {
			t.Errorf("line.Slips(%q, %q) = %d, want %d", c.a, c.b, got, c.want)
		}
	}
}

// The slips between any two words are those of the whole table of their beginnings, up to three.
func TestSlipsAreThoseOfTheWholeTable(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 17))
	word := func() string {
		letters := make([]rune, random.IntN(9)+20*(random.IntN(20)/19))
		for i := range letters {
			letters[i] = []rune("abé")[random.IntN(3)]
		}
		return string(letters)
	}
	const words = 200_000
	near := 0
	for range words {
		a := word()
		b := word()
		if random.IntN(2) == 0 { // a slip or two away
			letters := []rune(a)
			for range random.IntN(4) {
				if n := random.IntN(len(letters) + 1); n+1 < len(letters) {
					letters[n], letters[n+1] = letters[n+1], letters[n]
				} else {
					letters = append(letters[:n:n], append([]rune{'b'}, letters[n:]...)...)
				}
			}
			b = string(letters)
		}
		want := min(wholeTable([]rune(a), []rune(b)), 3)
		if got := line.Slips(a, b); got != want {
			t.Fatalf("line.Slips(%q, %q) = %d, want %d", a, b, got, want)
		}
		if want < 3 {
			near++
		}
	}
	if near < words/4 {
		t.Errorf("only %d pairs are near", near)
	}
}

// wholeTable is the optimal string alignment distance, row by row.
func wholeTable(x, y []rune) int {
	rows := make([][]int, len(x)+1)
	for i := range rows {
		rows[i] = make([]int, len(y)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(x); i++ {
		for j := 1; j <= len(y); j++ {
			mistaken := 1
			if x[i-1] == y[j-1] {
				mistaken = 0
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+mistaken)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(x)][len(y)]
}
