"""How far readers agree: the tool with people, people with each other, any number of them."""
