"""Train, evaluate and use `nmt_with_attention`: dates as people write them, to ISO 8601."""
