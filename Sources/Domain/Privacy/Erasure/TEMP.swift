extension Writing { func requestErased(_ request: UUIDValue, _ erasure: UUIDValue) throws {} }
