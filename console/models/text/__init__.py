"""Words: names of the domain's values, phrases, pinyin, the help, and what is taken away on paper."""
