package line

// maxSlips is how many keystrokes two words may be apart to be told from each other. Nobody is taken to mean a word
// that is further away.
const maxSlips = 2

// Slips counts the keystrokes between two words: letters left out, added, mistaken, or two neighbours swapped (the
// optimal string alignment distance). It is 3 for all words that are further apart than 2, and finds that soon: a
// mistyped name is held against every word of every indicator.
func Slips(a, b string) int {
	x, y := []rune(a), []rune(b)
	if apart := len(x) - len(y); apart > maxSlips || apart < -maxSlips {
		return maxSlips + 1
	}
	var room [3 * 24]int // most words fit without allocating
	rows, wide := room[:], len(y)+1
	if 3*wide > len(rows) {
		rows = make([]int, 3*wide)
	}
	before, last, row := rows[:wide], rows[wide:2*wide], rows[2*wide:3*wide]
	for j := range last {
		last[j] = j
	}
	least := 0 // of the last row
	for i := range x {
		row[0] = i + 1
		lastLeast := least
		least = row[0]
		for j := range y {
			mistaken := 1
			if x[i] == y[j] {
				mistaken = 0
			}
			row[j+1] = min(last[j+1]+1, row[j]+1, last[j]+mistaken)
			if i > 0 && j > 0 && x[i] == y[j-1] && x[i-1] == y[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
			least = min(least, row[j+1])
		}
		if least > maxSlips && lastLeast > maxSlips { // a swap looks back two rows
			return maxSlips + 1
		}
		before, last, row = last, row, before
	}
	return min(last[len(y)], maxSlips+1)
}
