import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("events", "0005_call_past_events_held"),
    ]

    operations = [
        migrations.CreateModel(
            name='Postponement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts', models.DateField(verbose_name='first day')),
                ('ends', models.DateField(verbose_name='last day')),
                ('reason', models.CharField(max_length=500, verbose_name='reason')),
                ('on', models.DateField(verbose_name='day of the decision')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='postponements', to='events.event')),
            ],
            options={
                'verbose_name': 'postponement',
                'verbose_name_plural': 'postponements',
                'ordering': ['event', 'pk'],
            },
        ),
    ]
