"""The law as data and pure functions: nothing imported but the standard library."""
