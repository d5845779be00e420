use crate::words::words;

words! {
    /// The columns of the registry's tables, by name.
    Column {
        /// The column `id`.
        Id = "id",
        /// The column `kind`.
        Kind = "kind",
        /// The column `citation`.
        Citation = "citation",
        /// The column `doi`.
        Doi = "doi",
        /// The column `url`.
        Url = "url",
        /// The column `note`.
        Note = "note",
        /// The column `label_en`.
        LabelEn = "label_en",
        /// The column `label_fr`.
        LabelFr = "label_fr",
        /// The column `class_en`.
        ClassEn = "class_en",
        /// The column `class_fr`.
        ClassFr = "class_fr",
        /// The column `mechanism_en`.
        MechanismEn = "mechanism_en",
        /// The column `mechanism_fr`.
        MechanismFr = "mechanism_fr",
        /// The column `weeks`.
        Weeks = "weeks",
        /// The column `variable`.
        Variable = "variable",
        /// The column `variable_en`.
        VariableEn = "variable_en",
        /// The column `variable_fr`.
        VariableFr = "variable_fr",
        /// The column `type`.
        Type = "type",
        /// The column `unit_en`.
        UnitEn = "unit_en",
        /// The column `unit_fr`.
        UnitFr = "unit_fr",
        /// The column `benefit`.
        Benefit = "benefit",
        /// The column `mid`.
        Mid = "mid",
        /// The column `name`.
        Name = "name",
        /// The column `registration`.
        Registration = "registration",
        /// The column `year`.
        Year = "year",
        /// The column `phase`.
        Phase = "phase",
        /// The column `population`.
        Population = "population",
        /// The column `design`.
        Design = "design",
        /// The column `blinding`.
        Blinding = "blinding",
        /// The column `participants`.
        Participants = "participants",
        /// The column `stratum`.
        Stratum = "stratum",
        /// The column `members`.
        Members = "members",
        /// The column `source`.
        Source = "source",
        /// The column `locator`.
        Locator = "locator",
        /// The column `read_at`.
        ReadAt = "read_at",
        /// The column `verification`.
        Verification = "verification",
        /// The column `trial`.
        Trial = "trial",
        /// The column `treatment`.
        Treatment = "treatment",
        /// The column `dose_en`.
        DoseEn = "dose_en",
        /// The column `dose_fr`.
        DoseFr = "dose_fr",
        /// The column `arm`.
        Arm = "arm",
        /// The column `comparator`.
        Comparator = "comparator",
        /// The column `outcome`.
        Outcome = "outcome",
        /// The column `timepoint`.
        Timepoint = "timepoint",
        /// The column `subgroup`.
        Subgroup = "subgroup",
        /// The column `measure`.
        Measure = "measure",
        /// The column `estimate`.
        Estimate = "estimate",
        /// The column `ci_lower`.
        CiLower = "ci_lower",
        /// The column `ci_upper`.
        CiUpper = "ci_upper",
        /// The column `ci_level`.
        CiLevel = "ci_level",
        /// The column `p`.
        P = "p",
        /// The column `p_operator`.
        POperator = "p_operator",
        /// The column `reduction_percent`.
        ReductionPercent = "reduction_percent",
        /// The column `reduction_lower`.
        ReductionLower = "reduction_lower",
        /// The column `reduction_upper`.
        ReductionUpper = "reduction_upper",
        /// The column `n`.
        N = "n",
        /// The column `events`.
        Events = "events",
        /// The column `person_time`.
        PersonTime = "person_time",
        /// The column `rate`.
        Rate = "rate",
        /// The column `percent`.
        Percent = "percent",
        /// The column `mean`.
        Mean = "mean",
        /// The column `sd`.
        Sd = "sd",
        /// The column `se`.
        Se = "se",
        /// The column `median`.
        Median = "median",
        /// The column `q1`.
        Q1 = "q1",
        /// The column `q3`.
        Q3 = "q3",
        /// The column `min`.
        Min = "min",
        /// The column `max`.
        Max = "max",
        /// The column `statement_en`.
        StatementEn = "statement_en",
        /// The column `statement_fr`.
        StatementFr = "statement_fr",
        /// The column `value`.
        Value = "value",
        /// The column `topic_en`.
        TopicEn = "topic_en",
        /// The column `topic_fr`.
        TopicFr = "topic_fr",
        /// The column `source_a`.
        SourceA = "source_a",
        /// The column `value_a_en`.
        ValueAEn = "value_a_en",
        /// The column `value_a_fr`.
        ValueAFr = "value_a_fr",
        /// The column `source_b`.
        SourceB = "source_b",
        /// The column `value_b_en`.
        ValueBEn = "value_b_en",
        /// The column `value_b_fr`.
        ValueBFr = "value_b_fr",
        /// The column `explanation_en`.
        ExplanationEn = "explanation_en",
        /// The column `explanation_fr`.
        ExplanationFr = "explanation_fr",
        /// The column `retained`.
        Retained = "retained",
        /// The column `unit`.
        Unit = "unit",
        /// The column `extracted_by`.
        ExtractedBy = "extracted_by",
        /// The column `analysis`.
        Analysis = "analysis",
        /// The column `verified_by`.
        VerifiedBy = "verified_by",
        /// The column `analysed`.
        Analysed = "analysed",
        /// The column `lost`.
        Lost = "lost",
        /// The column `step`.
        Step = "step",
        /// The column `items`.
        Items = "items",
        /// The column `scale_min`.
        ScaleMin = "scale_min",
        /// The column `scale_max`.
        ScaleMax = "scale_max",
        /// The column `characteristic`.
        Characteristic = "characteristic",
    }
}

impl Column {
    /// The number of columns.
    pub(crate) const COUNT: usize = Self::ALL.len();
}
