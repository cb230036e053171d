package claims

// retyped are what a cell would be with one digit typed as another, or two changed over.
func (c cell) retyped() []milli {
	var all []milli
	for n := range c.digits {
		for d := '0'; d <= '9'; d++ {
			all = append(all, c.as(c.digits[:n]+string(d)+c.digits[n+1:]))
		}
		if n > 0 {
			all = append(all, c.as(c.digits[:n-1]+c.digits[n:n+1]+c.digits[n-1:n]+c.digits[n+1:]))
		}
	}
	return all
}

// slips are retyped, and with one digit left out or doubled.
func (c cell) slips() []milli {
	all := c.retyped()
	for n := range c.digits {
		all = append(all, c.as(c.digits[:n]+c.digits[n+1:]), c.as(c.digits[:n]+c.digits[n:n+1]+c.digits[n:]))
	}
	return all
}

// as is a cell's number with other digits.
func (c cell) as(digits string) milli {
	v := milli(0)
	for _, d := range digits {
		v = v*10 + milli(d-'0')
	}
	if c.sign < 0 {
		v = -v
	}
	return v * c.step
}
