"""How many cases are where, by the activity that was done last, asked of the journals."""

import sys

import duckdb

QUESTION = """
    WITH done AS (
        SELECT filename, arg_max(event.did.completed.activity, event.seq) AS activity
        FROM read_json(
            ?,
            format = 'newline_delimited',
            filename = true,
            columns = {
                event: 'STRUCT(seq BIGINT, did STRUCT(completed STRUCT(activity INTEGER)))'
            }
        )
        GROUP BY filename
    )
    SELECT activity, count(*) FROM done GROUP BY activity ORDER BY activity
"""

for activity, cases in duckdb.execute(QUESTION, [f"{sys.argv[1]}/cases/*/*.jsonl"]).fetchall():
    print(activity, cases)
