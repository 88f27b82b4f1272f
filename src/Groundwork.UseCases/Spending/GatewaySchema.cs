using Groundwork.Storage;

namespace Groundwork.UseCases.Spending;

/// <summary>Tables of <c>gateway.db</c>: budgets, allowances and the ledger. A file of its own, so that a long write of an ingestion never delays a request.</summary>
internal static class GatewaySchema
{
    public const string FileName = "gateway.db";

    public static IReadOnlyList<Migration> Migrations { get; } =
    [
        new("gateway", 1, "budgets, allowances and the ledger", """
            create table budget_accounts (
              number {serial}, budget {text} not null, scope {text} not null, starts {text} not null,
              cost {long} not null default 0, tokens {long} not null default 0, requests {long} not null default 0, unique (budget, scope, starts));
            create table allowances (
              account {long} not null references budget_accounts (number), instance {text} not null,
              cost {long} not null, tokens {long} not null, requests {long} not null, primary key (account, instance));
            create index allowances_by_instance on allowances (instance);
            create table journals (instance {text} primary key, file {long} not null, position {long} not null, is_ended {long} not null, at {text} not null);
            create table open_attempts (instance {text} not null, number {long} not null, body {text} not null, primary key (instance, number));
            create table usage_days (
              number {serial}, day {text} not null, caller {text} not null, person {text} not null, tenant {text} not null, route {text} not null,
              target {text} not null, model {text} not null, purpose {text} not null, source {text} not null, outcome {text} not null,
              replay {text} not null, is_aborted {long} not null,
              requests {long} not null, input {long} not null, output {long} not null, cached {long} not null, cost {long} not null,
              streamed_tokens {long} not null, streamed_us {long} not null,
              unique (day, caller, person, tenant, route, target, model, purpose, source, outcome, replay, is_aborted));
            create table usage_latencies (
              day {long} not null references usage_days (number) on delete cascade, measure {text} not null, bucket {long} not null, count {long} not null,
              primary key (day, measure, bucket));
            create table usage_rows (
              id {text} primary key, day {long} not null references usage_days (number), at {text} not null,
              input {long} not null, output {long} not null, cached {long} not null, cost {long} not null,
              price_input {long}, price_output {long}, price_cached {long}, first_us {long}, duration_us {long}, accounts {text} not null);
            create index usage_rows_by_time on usage_rows (at)
            """),
    ];
}
