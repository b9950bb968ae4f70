UPDATE collections SET path = REPLACE(REPLACE(name, ' ', '!'), '/', ' ');
