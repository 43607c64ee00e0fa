from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("events", "0003_sign_in_sheets"),
    ]

    operations = [
        migrations.AddField(
            model_name='event',
            name='state',
            field=models.CharField(choices=[('idea', 'idea'), ('planned', 'planned'), ('registration-open', 'registration open'), ('running', 'running'), ('held', 'held'), ('reported', 'reported'), ('closed', 'closed'), ('cancelled', 'cancelled'), ('postponed', 'postponed')], default='planned', max_length=20, verbose_name='state'),
        ),
        migrations.AddIndex(
            model_name='event',
            index=models.Index(fields=['state', 'starts', 'id'], name='event_by_state_day'),
        ),
    ]
